// Package model holds the domain: citizens far from work, the questionnaires
// that they and their caseworkers answer, the activities they take part in,
// and what comes of it. It depends on no other package of the program, knows
// no screen and no SQL, and returns codes and values; the words a person reads
// are looked up from those codes elsewhere.
package model
