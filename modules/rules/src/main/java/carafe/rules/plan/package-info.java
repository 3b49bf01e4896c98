/** What a host writes: wines and questions, and what they must be like. */
package carafe.rules.plan;
