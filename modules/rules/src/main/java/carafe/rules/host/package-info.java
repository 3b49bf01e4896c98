/** A host id: who may use it, and which sessions were led under it. */
package carafe.rules.host;
