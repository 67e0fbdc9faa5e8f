// SPDX-License-Identifier: MPL-2.0

package model_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"codeberg.org/fremskridt/fremskridt/model"
)

// impossible returns a number that has not been issued: it fails the modulus-11 check
// on a birth date for which all numbers pass it.
func impossible(t testing.TB, sixAndSeventh string) model.CPR {
	t.Helper()
	if strings.HasPrefix(sixAndSeventh, "0101") {
		t.Fatal("numbers that fail the check are issued for 1 January")
	}
	for last := range 10 {
		if c := model.CPR(fmt.Sprintf("%s00%d", sixAndSeventh, last)); !c.HasCheckDigit() {
			return c
		}
	}
	t.Fatal("every last digit passes")
	return ""
}

func TestParseCPR(t *testing.T) {
	t.Parallel()
	c := string(impossible(t, "2405854"))
	for name, s := range map[string]string{
		"plain": c, "hyphen": c[:6] + "-" + c[6:], "spaces": " " + c[:6] + " " + c[6:] + "\t", "non-breaking": c[:6] + "\u00a0" + c[6:],
		"dash": c[:6] + "\u2013" + c[6:], "points": c[:2] + "." + c[2:4] + "." + c[4:6] + "-" + c[6:],
	} {
		if got, err := model.ParseCPR(s); err != nil || string(got) != c {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	if got, err := model.ParseCPR(" - "); got != "" || err != nil {
		t.Errorf("nothing: %q, %v", got, err)
	}
	early := string(impossible(t, "0703854"))
	if got, err := model.ParseCPR(early[1:]); err != nil || string(got) != early {
		t.Errorf("without its leading zero: %q, %v", got, err)
	}
	for s, want := range map[string]error{
		c[:8]: model.ErrCPRFormat, c + "1": model.ErrCPRFormat, c[:6] + "••••": model.ErrCPRFormat, c[:9] + "A": model.ErrCPRFormat,
		"A" + c[1:]: model.ErrCPRFormat, "3102994000": model.ErrCPRDate, "0013994000": model.ErrCPRDate, "0000000000": model.ErrCPRDate,
		"6405854000": model.ErrCPRDate, "2902014000": model.ErrCPRDate,
	} {
		if got, err := model.ParseCPR(s); !errors.Is(err, want) {
			t.Errorf("%q: %q, %v; want %v", s, got, err, want)
		}
	}
}

// The seventh digit and the year give the century.
func TestCPRCentury(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		seventh string
		year    int // of two digits
		want    int
	}{
		{"0", 0, 1900},
		{"0", 99, 1999},
		{"3", 0, 1900},
		{"3", 99, 1999},
		{"4", 0, 2000},
		{"4", 36, 2036},
		{"4", 37, 1937},
		{"4", 99, 1999},
		{"5", 0, 2000},
		{"5", 57, 2057},
		{"5", 58, 1858},
		{"5", 99, 1899},
		{"8", 57, 2057},
		{"8", 58, 1858},
		{"9", 36, 2036},
		{"9", 37, 1937},
	} {
		cpr := impossible(t, fmt.Sprintf("0702%02d%s", c.year, c.seventh))
		if want := model.NewDate(c.want, time.February, 7); cpr.Birth() != want {
			t.Errorf("seventh digit %s, year %02d: birth date %v, want %v", c.seventh, c.year, cpr.Birth(), want)
		}
	}
	// 29 February is a day in the year 2000 and none in 1900.
	if cpr := impossible(t, "2902004"); cpr.Birth().IsZero() {
		t.Errorf("%v has no birth date", cpr)
	}
	if cpr := impossible(t, "2902000"); !cpr.Birth().IsZero() {
		t.Errorf("%v is birth date %v", cpr, cpr.Birth())
	}
}

// The published test vectors, 070761-4285 and 111111-1118.
func TestCPRCheckDigit(t *testing.T) {
	t.Parallel()
	for c, want := range map[model.CPR]bool{
		"0707614285": true, "1111111118": true, "0707614286": false, "1111111111": false, "": false, "070761": false,
	} {
		if got := c.HasCheckDigit(); got != want {
			t.Errorf("%v: %v, want %v", c, got, want)
		}
	}
}

func TestParseCPRAcceptsNumbersThatFailTheCheck(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		d := model.DateOfDays(rapid.IntRange(-30000, 24000).Draw(rt, "birth"))
		y, m, day := d.Civil()
		if m == time.January && day == 1 {
			return
		}
		seventh := map[bool]string{true: "4", false: "0"}[y >= 2000]
		c := impossible(t, fmt.Sprintf("%02d%02d%02d%s", day, m, y%100, seventh))
		got, err := model.ParseCPR(c.String())
		if err != nil || got != c || got.Birth() != d && y < 2037 && y >= 1900 {
			rt.Fatalf("%v, birth date %v: %q, birth date %v, %v", c, d, got, got.Birth(), err)
		}
	})
}

func TestCPRString(t *testing.T) {
	t.Parallel()
	c := impossible(t, "2405854")
	if got := c.Masked(); got != "240585-••••" {
		t.Errorf("masked: %q", got)
	}
	if got := c.String(); got != "240585-"+string(c[6:]) {
		t.Errorf("string: %q", got)
	}
	if none := model.CPR(""); none.Masked() != "" || none.String() != "" || !none.Birth().IsZero() {
		t.Error("an empty number has text or a date")
	}
}

func FuzzParseCPR(f *testing.F) {
	for _, s := range []string{string(impossible(f, "2405854")), impossible(f, "2902004").String(), "310299-4000", "", "æ", "123456789", "-.- "} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, err := model.ParseCPR(s)
		if err != nil || c == "" {
			if c != "" {
				t.Errorf("%q: %q and %v", s, c, err)
			}
			return
		}
		if len(c) != 10 || c.Birth().IsZero() {
			t.Errorf("%q is parsed as %q", s, c)
		}
		if again, err := model.ParseCPR(c.String()); err != nil || again != c {
			t.Errorf("%v reads back as %v, %v", c, again, err)
		}
	})
}
