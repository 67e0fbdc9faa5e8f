// SPDX-License-Identifier: MPL-2.0

// Package model is the domain: citizens, the instruments that they and their
// caseworkers answer, the activities they take part in, and the outcomes of their
// cases. It imports no other package of the program and returns codes and values;
// texts for users are looked up by those codes.
package model
