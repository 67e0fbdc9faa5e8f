// Package citizens is the screen that lists the citizens of a register and
// finds them while one types.
package citizens
