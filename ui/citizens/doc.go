// SPDX-License-Identifier: MPL-2.0

// Package citizens is the list of citizens, with search as you type. Rows are read in
// pages; the cells that need a case history are read for the visible rows only.
package citizens
