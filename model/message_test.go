// SPDX-License-Identifier: MPL-2.0

package model_test

import (
	"errors"
	"fmt"
	"reflect"
	"testing"

	"codeberg.org/fremskridt/fremskridt/model"
)

func ExampleMessage() {
	text := model.NewMessage("list", "count", 20, "team", "Team Nord").String()
	fmt.Println(text)
	m, err := model.ParseMessage(text)
	fmt.Println(m.Code, m.Arg("count"), m.Arg("team"), err)
	// Output:
	// list?count=20&team=Team+Nord
	// list 20 Team Nord <nil>
}

func TestParseMessage(t *testing.T) {
	t.Parallel()
	tests := []struct {
		text string
		want model.Message
	}{
		{"draft", model.Message{Code: "draft"}},
		{"list?count=20", model.NewMessage("list", "count", "20")},
		{"file?name=%C3%A6blegr%C3%B8d+%26+mere.csv", model.NewMessage("file", "name", "æblegrød & mere.csv")},
		{"user?initials=", model.NewMessage("user", "initials", "")},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			t.Parallel()
			got, err := model.ParseMessage(test.text)
			if err != nil || !reflect.DeepEqual(got, test.want) {
				t.Errorf("got %#v, %v; want %#v", got, err, test.want)
			}
			if again := got.String(); again != test.text {
				t.Errorf("encoded as %q", again)
			}
		})
	}
}

func TestParseMessageRejectsProse(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "access log", "list of 20", "CPR shown", "a.csv", "list?", "list?count", "list?count=%zz"} {
		if m, err := model.ParseMessage(text); !errors.Is(err, model.ErrMessage) {
			t.Errorf("%q is %v, %v", text, m, err)
		}
	}
}

// What is parsed and encoded again parses to the same message.
func FuzzParseMessage(f *testing.F) {
	for _, seed := range []string{"draft", "list?count=20", "citizens?scope=all&text=%C3%B8j", "?", "a?b=c=d&&", "through 12 ab", `all "øj"`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		m, err := model.ParseMessage(text)
		if err != nil {
			return
		}
		again, err := model.ParseMessage(m.String())
		if err != nil || !reflect.DeepEqual(again, m) {
			t.Errorf("%q is %#v and then %#v, %v", text, m, again, err)
		}
	})
}
