// SPDX-License-Identifier: MPL-2.0

package store

// Action is what a line of the access log records.
type Action string

// The actions.
const (
	ActionRead        Action = "read"
	ActionSearch      Action = "search"
	ActionCreate      Action = "create"
	ActionChange      Action = "change"
	ActionImport      Action = "import"
	ActionExport      Action = "export"
	ActionRefused     Action = "refused"
	ActionPropose     Action = "propose" // of a deletion
	ActionReject      Action = "reject"  // of a proposal
	ActionDelete      Action = "delete"
	ActionPurge       Action = "purge" // of the oldest lines of the log
	ActionVerify      Action = "verify"
	ActionBackup      Action = "backup"
	ActionRestore     Action = "restore"
	ActionUpgrade     Action = "upgrade" // of the schema
	ActionLogIn       Action = "log_in"
	ActionLogOut      Action = "log_out"
	ActionFailedLogIn Action = "failed_log_in"
	ActionLock        Action = "lock"
)

// Actions returns all actions.
func Actions() []Action {
	return []Action{
		ActionRead, ActionSearch, ActionCreate, ActionChange, ActionImport, ActionExport, ActionRefused, ActionPropose,
		ActionReject, ActionDelete, ActionPurge, ActionVerify, ActionBackup, ActionRestore, ActionUpgrade, ActionLogIn, ActionLogOut,
		ActionFailedLogIn, ActionLock,
	}
}

// hasTypedText reports whether the details of an action include text that a person
// typed, a search or the name of a file, which may identify a citizen.
func (a Action) hasTypedText() bool {
	switch a {
	case ActionSearch, ActionImport, ActionExport, ActionBackup, ActionRestore:
		return true
	}
	return false
}
