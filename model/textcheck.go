// SPDX-License-Identifier: MPL-2.0

package model

// fieldText is a text with its field.
type fieldText struct {
	field TextField
	text  string
}

func checkTexts(texts ...fieldText) error {
	for _, t := range texts {
		if err := CheckText(t.field, t.text); err != nil {
			return err
		}
	}
	return nil
}

// CheckTexts returns a [TooLongError] for the first text that is too long.
func (c Citizen) CheckTexts() error {
	return checkTexts(
		fieldText{TextCaseNumber, c.CaseNumber}, fieldText{TextName, c.Name}, fieldText{TextTargetGroup, c.TargetGroup},
		fieldText{TextCaseworker, c.Caseworker}, fieldText{TextTeam, c.Team}, fieldText{TextCloseReason, c.CloseReason},
	)
}

// CheckTexts returns a [TooLongError] for the first text that is too long.
func (a Activity) CheckTexts() error {
	return checkTexts(fieldText{TextActivityType, a.Type}, fieldText{TextProvider, a.Provider}, fieldText{TextEndReason, a.EndReason})
}

// CheckTexts returns a [TooLongError] for the first text that is too long.
func (a Assessment) CheckTexts() error {
	return checkTexts(
		fieldText{TextRater, a.Rater}, fieldText{TextMode, a.Mode}, fieldText{TextNote, a.Note},
		fieldText{TextInitials, a.EnteredBy}, fieldText{TextInitials, a.SecondBy},
	)
}

// CheckTexts returns a [TooLongError] for the first text that is too long.
func (e Event) CheckTexts() error {
	field := TextContact
	switch e.Kind {
	case EventCaseworker:
		field = TextCaseworker
	case EventTargetGroup:
		field = TextTargetGroup
	}
	return checkTexts(fieldText{field, e.From}, fieldText{field, e.To})
}

// CheckTexts returns a [TooLongError] for the first text that is too long.
func (u User) CheckTexts() error {
	texts := []fieldText{{TextInitials, u.Initials}, {TextUserName, u.Name}}
	for _, t := range u.Teams {
		texts = append(texts, fieldText{TextTeam, t})
	}
	return checkTexts(texts...)
}
