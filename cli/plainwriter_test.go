// SPDX-License-Identifier: MPL-2.0

package cli

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestPlainWriter(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, want string }{
		{"text", "Åse\tPrøvesen 👩\u200d👩\n", "Åse\tPrøvesen 👩\u200d👩\n"},
		{"colours", "\x1b[31mred", `\u001b[31mred`},
		{"title of the window", "\x1b]0;x\x07", `\u001b]0;x\u0007`},
		{"carriage return", "2 borgere\r0", `2 borgere\u000d0`},
		{"C1", "\u009b2J", `\u009b2J`},
		{"bidi", "\u202egnp", `\u202egnp`},
		{"separators", "a\u2028b", `a\u2028b`},
		{"tags", "\U000e0041", `\udb40\udc41`},
		{"not UTF-8", "\x9b2J", "\ufffd2J"},
	} {
		var whole, bytewise bytes.Buffer
		if _, err := PlainWriter(&whole).Write([]byte(c.text)); err != nil {
			t.Fatal(err)
		}
		w := PlainWriter(&bytewise)
		for i := range len(c.text) {
			if n, err := w.Write([]byte{c.text[i]}); n != 1 || err != nil {
				t.Fatal(n, err)
			}
		}
		if whole.String() != c.want || bytewise.String() != c.want {
			t.Errorf("%s: %q and %q, want %q", c.name, whole.String(), bytewise.String(), c.want)
		}
	}
}

// FuzzPlainWriter checks that no command passes and that JSON keeps its meaning.
func FuzzPlainWriter(f *testing.F) {
	for _, s := range []string{"", "Åse", "\x1b[2J", "\u009b\u202e", "\U000e0041", "\xff"} {
		f.Add(s, 1)
	}
	f.Fuzz(func(t *testing.T, s string, split int) {
		var out bytes.Buffer
		data, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		w := PlainWriter(&out)
		cut := min(max(split, 0), len(data))
		for _, part := range [][]byte{data[:cut], data[cut:]} {
			if _, err := w.Write(part); err != nil {
				t.Fatal(err)
			}
		}
		var got string
		if err := json.Unmarshal(out.Bytes(), &got); err != nil || utf8.ValidString(s) && got != s {
			t.Errorf("%q became %q, %v", s, got, err)
		}
		if i := strings.IndexFunc(out.String(), func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }); i >= 0 {
			t.Errorf("%q passes", out.String())
		}
	})
}
