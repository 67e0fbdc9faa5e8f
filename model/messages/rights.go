// SPDX-License-Identifier: MPL-2.0

package messages

import (
	"strings"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
)

// Roles lists the roles of a user.
func Roles(w *assets.Words, u model.User) string {
	var names []string
	for _, role := range model.Roles() {
		if u.Has(role) {
			names = append(names, w.T("role."+string(role)))
		}
	}
	return strings.Join(names, ", ")
}

// Teams lists the teams that a user sees.
func Teams(w *assets.Words, u model.User) string {
	if u.AllTeams {
		return w.T("users.all_teams")
	}
	return strings.Join(u.Teams, ", ")
}

// Right is the text of a right: a role, or the team that the user may see.
func Right(w *assets.Words, x store.Right) string {
	return rightText(w, string(x.Kind), x.Value)
}

func rightText(w *assets.Words, kind, value string) string {
	switch store.RightKind(kind) {
	case store.RightRole:
		return Code(w, "role.", value)
	case store.RightAllTeams:
		return w.T("users.all_teams")
	}
	return value
}
