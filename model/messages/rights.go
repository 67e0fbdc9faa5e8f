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

// RightsAlone are the sentences about rights that one administrator gave alone, one
// for what was given to, or taken from, a user by another on a day.
func RightsAlone(w *assets.Words, list []store.Right) (texts []string) {
	type change struct {
		on           model.Date
		by, initials string
		taken        bool
	}
	names := map[change][]string{}
	var order []change
	for _, x := range list {
		c := change{model.DateOf(x.At.Local()), x.By, x.Initials, x.Taken}
		if names[c] == nil {
			order = append(order, c)
		}
		names[c] = append(names[c], Right(w, x))
	}
	for _, c := range order {
		key := "users.alone_given"
		if c.taken {
			key = "users.alone_taken"
		}
		texts = append(texts, w.T(key, "Date", w.Date(c.on), "By", c.by, "Initials", c.initials, "Right", strings.Join(names[c], ", ")))
	}
	return texts
}
