// Package documents writes what is printed in words: everything the register
// holds about a citizen, and the sheet with the recovery key. Figures are
// package plots'.
package report
