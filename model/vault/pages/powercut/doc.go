// SPDX-License-Identifier: MPL-2.0

// Package powercut simulates, for tests, a disk that loses its power. It is a
// file system for SQLite that passes everything through to the platform's own
// and records it. From the record it makes images: what the files could hold
// after a cut at any moment.
//
// A cut is assumed to do whatever a disk that keeps its promises may do. What was
// synced is there. Each write and truncation since is there, not there, or in
// part: a sector of 512 bytes is old or new, and a write that made the file
// longer may leave zeros. A file that was made or deleted may be there or not
// until the folder was synced. With Lying set, no sync counts.
package powercut
