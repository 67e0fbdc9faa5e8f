// SPDX-License-Identifier: MPL-2.0

// Package setup has the settings of the user, and for administrators those of the
// register: users, access log, backups, retention and deletion.
package setup
