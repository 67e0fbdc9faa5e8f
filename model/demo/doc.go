// Package demo invents a municipality with a known truth: citizens, their
// questionnaires, activities and outcomes, drawn from a model that is handed
// back beside them. It is there to try the program with, to learn to read its
// figures with caution, and to hold its analyses against what they should find.
//
// Nobody in it exists. Names are made up, and no CPR number can be anyone's.
package demo
