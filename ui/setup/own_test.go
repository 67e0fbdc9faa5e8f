// SPDX-License-Identifier: MPL-2.0

package setup_test

import (
	"errors"
	"strings"
	"testing"

	"codeberg.org/fremskridt/fremskridt/ui/setup"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
	"codeberg.org/fremskridt/fremskridt/ui/widgets/widgettest"
)

func TestPagesByRole(t *testing.T) {
	for _, c := range []struct {
		role   string
		change func(*setup.Options)
		want   string
	}{
		{"administrator", func(*setup.Options) {}, "mine users log backups deletion words"},
		{"team leader", func(o *setup.Options) { o.Admin = nil }, "mine deletion words"},
		{"caseworker", func(o *setup.Options) { o.Admin, o.Deletion = nil, nil }, "mine words"},
	} {
		d := show(t, &register{}, setup.TabUsers, c.change)
		if got := strings.Join(d.screen.Tabs(), " "); got != c.want {
			t.Errorf("a %s sees %s", c.role, got)
		}
		if c.role == "caseworker" && d.screen.State().Tab != setup.TabOwn {
			t.Errorf("a page without access becomes %s", d.screen.State().Tab)
		}
	}
}

func TestChangePassphrase(t *testing.T) {
	d := show(t, &register{}, "", nil)
	e := d.Entries() // the old one, the new one twice
	for _, step := range []struct {
		entry      int
		text, want string
	}{
		{0, "", "Skriv først den adgangskode, du har nu."},
		{0, "old", "is judged"},
		{1, good, "ikke ens"},
	} {
		e[step.entry].SetText(step.text)
		d.Tap("Skift adgangskode")
		if !strings.Contains(d.Texts(), step.want) || len(d.done) > 0 {
			t.Errorf("with %q in field %d the page says\n%s", step.text, step.entry, d.Texts())
		}
	}
	e[2].SetText(good)
	d.err = errors.New("the passphrase is wrong")
	d.Tap("Skift adgangskode")
	if !strings.Contains(d.Texts(), "the passphrase is wrong.") {
		t.Errorf("the page says\n%s", d.Texts())
	}
	d.err = nil
	d.Tap("Skift adgangskode")
	if len(d.done) != 1 || d.done[0] != "passphrase old "+good || e[0].Text()+e[1].Text() != "" {
		t.Errorf("did %q", d.done)
	}
}

// Where somebody may know the old passphrase, the data key is renewed in the same step:
// by an administrator at once, for anybody else by the next administrator.
func TestLeakedPassphrase(t *testing.T) {
	for _, c := range []struct {
		renews bool
		want   string
	}{
		{true, "Adgangskoden er skiftet, og datanøglen er fornyet."},
		{false, "Adgangskoden er skiftet. Administratorerne får besked"},
	} {
		d := show(t, &register{renews: c.renews}, "", nil)
		for i, text := range []string{"old", good, good} {
			d.Entries()[i].SetText(text)
		}
		widgettest.Find[*widgets.Checkbox](d.Visible())[0].SetChecked(true)
		d.Tap("Skift adgangskode")
		if strings.Join(d.done, "; ") != "passphrase old "+good+"; renew" || !strings.Contains(d.Texts(), c.want) {
			t.Errorf("did %q and says\n%s", d.done, d.Texts())
		}
	}
}

func TestIdleMinutes(t *testing.T) {
	d := show(t, &register{}, "", nil)
	idle := widgettest.Find[*widgets.Dropdown](d.Visible())[0]
	if idle.Value() != "10 minutter" {
		t.Errorf("it shows %q", idle.Value())
	}
	idle.SetSelected(0)
	if d.minutes != 1 {
		t.Errorf("set to %d", d.minutes)
	}
}
