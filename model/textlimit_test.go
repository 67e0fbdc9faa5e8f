// SPDX-License-Identifier: MPL-2.0

package model_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model"
)

func TestCheckText(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		field  model.TextField
		text   string
		length int // 0: not too long
	}{
		{model.TextName, "", 0},
		{model.TextName, strings.Repeat("å", 200), 0},
		{model.TextName, strings.Repeat("å", 201), 201},
		{model.TextName, strings.Repeat("😀", 200), 0},
		{model.TextName, strings.Repeat("a", 100_000), 100_000},
		{model.TextName, "a\x00" + strings.Repeat("a", 200), 202},
		{model.TextNote, strings.Repeat("å", 10_000), 0},
		{model.TextNote, strings.Repeat("å", 10_001), 10_001},
	} {
		err := model.CheckText(c.field, c.text)
		var long *model.TooLongError
		if errors.As(err, &long) != (c.length > 0) || long != nil && (long.Length != c.length || long.Field != c.field) {
			t.Errorf("%s of %d bytes: %v", c.field, len(c.text), err)
		}
	}
}

// Every text of a value that a user or an extract gives has a limit.
func TestEveryTextHasALimit(t *testing.T) {
	t.Parallel()
	checked := 0
	for _, v := range []interface{ CheckTexts() error }{
		&model.Citizen{}, &model.Activity{}, &model.Assessment{}, &model.Event{Kind: model.EventContact}, &model.User{},
	} {
		for value, i := reflect.ValueOf(v).Elem(), 0; i < value.NumField(); i++ {
			field, name := value.Field(i), value.Type().Field(i).Name
			if name == "Instrument" || field.Type() != reflect.TypeFor[string]() && field.Type() != reflect.TypeFor[[]string]() {
				continue // a key of the register's own, or no text
			}
			checked++
			text := reflect.ValueOf(strings.Repeat("a", model.MaxNote+1))
			if field.Kind() == reflect.Slice {
				text = reflect.Append(field, text)
			}
			field.Set(text)
			var long *model.TooLongError
			if err := v.CheckTexts(); !errors.As(err, &long) {
				t.Errorf("%T.%s has no limit: %v", v, name, err)
			}
			field.SetZero()
		}
	}
	if checked < 15 {
		t.Errorf("only %d texts were checked", checked)
	}
}
