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

// manyCitizens is how large the register of the benchmarks is, unless the
// environment says otherwise in FREMSKRIDT_CITIZENS.
const manyCitizens = 20_000

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

// queue is a runner whose work is done one piece at a time, when asked for.
type queue []func()

func (q *queue) run(work func(ctx context.Context) error, done func(err error)) (cancel func()) {
	*q = append(*q, func() { done(work(context.Background())) })
	return func() {}
}

// benchmarkOpen opens the register until the first rows are painted. What comes
// after, the counts and the preparing of the search, does not hold anyone up.
func benchmarkOpen(b *testing.B, dir string) {
	for b.Loop() {
		var q queue
		s := windowBy(b, Options{Store: dir}, q.run)
		for len(q) > 0 && (find[*citizens.Screen](s) == nil || !find[*citizens.Screen](s).Shown()) {
			next := q[0]
			q = q[1:]
			next()
		}
		if s.session == nil {
			b.Fatal("not open")
		}
		s.window.Canvas().Capture()
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSearchKey is a letter in the search field: the names, and the
// details of the rows that are seen.
func BenchmarkSearchKey(b *testing.B) {
	s := window(b, Options{Store: many(b)})
	widgettest.Find[*widgets.Segmented](s.window.Content())[0].SetSelected(2)
	s.choose(b, "Søg")
	for b.Loop() {
		s.write("å")
		s.press(fyne.KeyBackspace)
	}
}

// BenchmarkOpenCitizen is a citizen's page with the figure drawn.
func BenchmarkOpenCitizen(b *testing.B) {
	s := window(b, Options{Store: testRegister(b, few())})
	s.press(fyne.KeyEnd)
	for b.Loop() {
		s.press(fyne.KeyReturn)
		s.window.Canvas().Capture()
		s.press(fyne.KeyEscape)
	}
}

// BenchmarkZoom is a step of the time axis, drawn, and the words beside it.
func BenchmarkZoom(b *testing.B) {
	s := window(b, Options{Store: testRegister(b, few())})
	s.press(fyne.KeyEnd, fyne.KeyReturn)
	s.window.Canvas().Capture()
	in := true
	for b.Loop() {
		find[*citizen.Page](s).Zoom(in)
		in = !in
	}
}
