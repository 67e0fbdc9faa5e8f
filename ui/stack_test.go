// SPDX-License-Identifier: MPL-2.0

package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/ui/screen"
)

// fakeScreen implements every optional interface and records what is called.
type fakeScreen struct {
	name   string
	calls  *[]string
	locked bool // may not be left
	later  func()
}

func (f *fakeScreen) did(what string)            { *f.calls = append(*f.calls, f.name+" "+what) }
func (f *fakeScreen) Content() fyne.CanvasObject { return nil }
func (f *fakeScreen) Title() string              { return f.name }
func (f *fakeScreen) State() string              { return f.name }
func (f *fakeScreen) Load()                      { f.did("load") }
func (f *fakeScreen) Refresh()                   { f.did("refresh") }
func (f *fakeScreen) FocusFirst()                { f.did("focus") }
func (f *fakeScreen) Close()                     { f.did("close") }

func (f *fakeScreen) Leave(leave func()) {
	if f.later = leave; !f.locked {
		leave()
	}
}

// fakeRouter pushes fake screens and records what is called on them.
type fakeRouter struct {
	*router
	calls []string
}

func newFakeRouter() *fakeRouter {
	r := &fakeRouter{router: &router{}}
	r.env = func(*layer) screen.Env { return screen.Env{} }
	r.present = func() { r.calls = append(r.calls, "present "+r.top().screen.Title()) }
	r.onFresh = func() {}
	return r
}

func (r *fakeRouter) open(name string) {
	push(r.router, func(screen.Env) *fakeScreen { return &fakeScreen{name: name, calls: &r.calls} }, r.open)
}

// want checks what was called since the last time.
func (r *fakeRouter) want(t *testing.T, calls ...string) {
	t.Helper()
	if !slices.Equal(r.calls, calls) {
		t.Errorf("called:\n%s\nwant:\n%s", strings.Join(r.calls, "\n"), strings.Join(calls, "\n"))
	}
	r.calls = nil
}

func TestPushAndBack(t *testing.T) {
	r := newFakeRouter()
	r.open("a")
	r.open("b")
	r.want(t, "present a", "a load", "a focus", "present b", "b load", "b focus")
	r.back()
	r.want(t, "b close", "present a", "a focus")
	r.back() // the last screen stays
	r.want(t)
}

func TestChangesRefreshWhatIsVisible(t *testing.T) {
	r := newFakeRouter()
	r.open("a")
	r.open("b")
	r.calls = nil
	r.dataChanged()
	r.want(t, "b refresh")
	r.back()
	r.want(t, "b close", "present a", "a refresh", "a focus")
	r.open("c")
	r.back()
	r.want(t, "present c", "c load", "c focus", "c close", "present a", "a focus")
}

func TestBackToRootSkipsWhatIsBetween(t *testing.T) {
	r := newFakeRouter()
	for _, name := range []string{"a", "b", "c"} {
		r.open(name)
	}
	r.calls = nil
	r.backToRoot()
	r.want(t, "c close", "b close", "present a", "a focus")
}

func TestScreenThatMayNotBeLeft(t *testing.T) {
	r := newFakeRouter()
	r.open("a")
	r.open("b")
	b := find[*fakeScreen](r.router)
	b.locked, r.calls = true, nil
	r.back()
	r.want(t)
	b.later() // it has been saved by now
	r.want(t, "b close", "present a", "a focus")
	b.later() // and says so once more
	r.want(t)
}

func TestStackIsRestored(t *testing.T) {
	r := newFakeRouter()
	r.open("a")
	r.open("b")
	r.pushModal(&layer{}, func(screen.Env) screen.Screen { return &fakeScreen{name: "modal", calls: &r.calls} })
	saved := r.saveStack()
	r.dropAll()
	r.calls = nil
	for _, restore := range saved {
		restore()
	}
	r.want(t, "present a", "a load", "a focus", "present b", "b load", "b focus")
	if r.top().screen.Title() != "b" {
		t.Error("the modal screen is restored too")
	}
}
