/** The clients that people really use: the npm package partysocket under Node. */
package carafe.it.real;
