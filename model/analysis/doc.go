// Package analysis computes the numbers that Fremskridt shows. Each is a pure
// function of model values: no screen, no words, no SQL, no clock. The
// definitions are those of the project's methods page, whose sections the
// comments name as "methods 1" to "methods 6".
package analysis
