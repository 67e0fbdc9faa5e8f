// SPDX-License-Identifier: MPL-2.0

package ui

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"testing"

	"codeberg.org/fremskridt/fremskridt/ui/citizen"
	"codeberg.org/fremskridt/fremskridt/ui/citizens"

	"fyne.io/fyne/v2"

	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/ui/widgets"
	"codeberg.org/fremskridt/fremskridt/ui/widgets/widgettest"
)

// manyCitizens is the size of the benchmarks' register, unless the environment variable
// FREMSKRIDT_CITIZENS says otherwise.
const manyCitizens = 1_000

func many(b *testing.B) string {
	n := manyCitizens
	if v, err := strconv.Atoi(os.Getenv("FREMSKRIDT_CITIZENS")); err == nil {
		n = v
	}
	people := make([]person, n)
	given := []string{"Åse", "Bo", "Carla", "Dines", "Ella", "Finn", "Gry", "Hugo", "Ida", "Jens", "Ærø", "Øjvind"}
	for i := range people {
		people[i] = person{name: fmt.Sprintf("%s Prøvesen %d", given[i%len(given)], i), caseworker: fmt.Sprintf("S%02d", i%97)}
		if i%1000 == 0 {
			people[i].caseworker = "LKN"
		}
		if i%50 == 0 {
			people[i].latest = model.DateOf(now()).Add(-20)
		}
	}
	return testRegister(b, people)
}

func BenchmarkOpenEmptyWindow(b *testing.B) {
	dir := testRegister(b, nil)
	benchmarkOpen(b, dir)
}

func BenchmarkOpenList(b *testing.B) {
	dir := many(b)
	benchmarkOpen(b, dir)
}

// queue is a runner that runs one piece of work at a time, on demand.
type queue []func()

func (q *queue) run(work func(ctx context.Context) error, done func(err error)) (cancel func()) {
	*q = append(*q, func() { done(work(context.Background())) })
	return func() {}
}

// next runs the first piece of work.
func (q *queue) next() {
	next := (*q)[0]
	*q = (*q)[1:]
	next()
}

// drain runs all work, and what it leads to.
func (q *queue) drain() {
	for len(*q) > 0 {
		q.next()
	}
}

// benchmarkOpen opens the register until the first rows are painted. The counts and
// the search index come after that and do not delay the user.
func benchmarkOpen(b *testing.B, dir string) {
	for b.Loop() {
		var q queue
		s := windowBy(b, Options{Store: dir}, q.run)
		for len(q) > 0 && !listShown(s) {
			q.next()
		}
		if s.session == nil {
			b.Fatal("not open")
		}
		s.window.Canvas().Capture()
		b.StopTimer()
		q.drain() // closing waits for it
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
}

func listShown(s *Shell) bool {
	list := find[*citizens.Screen](s.router)
	return list != nil && list.Shown()
}

// BenchmarkSearchKey types a letter into the search field: it finds the names and reads
// the details of the visible rows.
func BenchmarkSearchKey(b *testing.B) {
	s := window(b, Options{Store: many(b)})
	widgettest.Find[*widgets.Segmented](s.window.Content())[0].SetSelected(2)
	s.choose(b, "Søg")
	for b.Loop() {
		s.write("å")
		s.press(fyne.KeyBackspace)
	}
}

// BenchmarkOpenCitizen opens a citizen's page until the figure is drawn.
func BenchmarkOpenCitizen(b *testing.B) {
	s := window(b, Options{Store: testRegister(b, few())})
	s.press(fyne.KeyEnd)
	for b.Loop() {
		s.press(fyne.KeyReturn)
		s.window.Canvas().Capture()
		s.press(fyne.KeyEscape)
	}
}

// BenchmarkZoom changes the time axis by a step and draws figure and text.
func BenchmarkZoom(b *testing.B) {
	s := window(b, Options{Store: testRegister(b, few())})
	s.press(fyne.KeyEnd, fyne.KeyReturn)
	s.window.Canvas().Capture()
	in := true
	for b.Loop() {
		find[*citizen.Page](s.router).Zoom(in)
		in = !in
	}
}
