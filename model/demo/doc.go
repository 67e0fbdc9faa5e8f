// SPDX-License-Identifier: MPL-2.0

// Package demo invents a municipality with known parameters: citizens with their
// assessments, activities and outcomes, drawn from a model with parameters that are
// returned with them ([Truth]). It serves to try the program, to practise reading its
// figures, and to test that the analyses recover what was put in.
//
// All of it is fictitious. The names are made up, and the CPR numbers have not been
// issued.
package demo
