package store

import "codeberg.org/fremskridt/fremskridt/model"

// textCode is the code of a detail that is plain text, in its argument "text".
const textCode = "text"

func roleRequired(roles []model.Role) model.Message {
	m := model.NewMessage("role_required")
	for _, role := range roles {
		m.Args = append(m.Args, "role", role)
	}
	return m
}

// parseDetail reads the detail of a line of the access log: an encoded message
// or, in a line of an earlier version of the program, English prose.
func parseDetail(action Action, detail string) model.Message {
	m, err := model.ParseMessage(detail)
	switch {
	case detail == "":
		return model.Message{}
	case err == nil && len(m.Args) > 0:
		return m
	}
	if legacy, ok := legacyDetail(action, detail); ok {
		return legacy
	}
	if err != nil {
		return model.NewMessage(textCode, "text", detail)
	}
	return m
}
