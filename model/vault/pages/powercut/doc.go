// SPDX-License-Identifier: MPL-2.0

// Package powercut simulates, for tests, a disk that loses its power. It is a
// file system for SQLite that passes everything through to the platform's own
// and records it. From the record it makes images: what the files could hold
// after a cut at any moment.
//
// A cut may do anything that a disk which honours syncs may do. Synced data is there.
// Each later write and truncation is there, lost, or partial: a sector of 512 bytes is
// old or new, and a write that extended the file may leave zeros. A file that was
// created or deleted may exist or not until the folder is synced. With Lying set, syncs
// have no effect.
package powercut
