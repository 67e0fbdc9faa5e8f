// SPDX-License-Identifier: MPL-2.0

package assets_test

import (
	"testing"
	"time"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
)

func TestFormats(t *testing.T) {
	t.Parallel()
	da, err := assets.NewWords(model.Danish)
	if err != nil {
		t.Fatal(err)
	}
	en, err := assets.NewWords(model.English)
	if err != nil {
		t.Fatal(err)
	}
	d := model.NewDate(2026, time.March, 4)
	for _, test := range []struct{ got, want string }{
		{da.Date(d), "4. marts 2026"},
		{en.Date(d), "4 March 2026"},
		{da.ShortDate(d), "4. mar 2026"},
		{da.DayMonth(d), "4. marts"},
		{da.Number(1.5, 2), "1,5"},
		{en.Number(1.5, 2), "1.5"},
		{da.Fixed(1.5, 2), "1,50"},
		{da.Number(-2, 1), "–2"},
		{da.Number(-0.001, 1), "0"},
		{da.Number(100, 0), "100"},
		{da.Change(2), "+2"},
		{da.Change(-1), "–1"},
		{da.Change(0), "0"},
		{da.Count(1234567), "1.234.567"},
		{en.Count(1234), "1,234"},
		{da.Count(123), "123"},
		{da.Count(-1234), "-1.234"},
		{da.Percent(.256), "26 %"},
		{en.Percent(.256), "26%"},
		{da.Percent(1), "100 %"},
		{da.Interval(.14, -.06, .22), "0,14 [–0,06; 0,22]"},
		{da.PValue(.0004), "< 0,001"},
		{en.PValue(.107), "0.107"},
		{da.Hours(450), "7,5"},
		{da.Hours(2220), "37"},
		{da.N("figure.gap", 1), "1 dag uden svar"},
		{da.N("figure.gap", 220), "220 dage uden svar"},
		{da.T("no.such.word"), "no.such.word"},
	} {
		if test.got != test.want {
			t.Errorf("%q, want %q", test.got, test.want)
		}
	}
}
