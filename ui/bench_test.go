package ui

import (
	"fmt"
	"os"
	"strconv"
	"testing"

	"fyne.io/fyne/v2"

	"fremskridt/model"
	"fremskridt/ui/kit"
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

// benchmarkOpen opens the register and shows the list, the search prepared.
func benchmarkOpen(b *testing.B, dir string) {
	for b.Loop() {
		s := window(b, Options{Store: dir})
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
	find[*kit.Segmented](s.window.Content())[0].SetSelected(2)
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
