package demo

import (
	"fmt"
	"hash/fnv"
)

// citizensPerCaseworker is how many citizens a caseworker has.
const citizensPerCaseworker = 45

// teamSizes are the numbers of caseworkers of the teams, over and over.
var teamSizes = [...]int{4, 4, 7, 8, 5, 6}

var teamNames = [...]string{"Team Nord", "Team Syd", "Team Ung", "Team Øst", "Team Vest", "Team Midt"}

// youthTeam is the place in teamNames of the team of those under thirty.
const youthTeam = 2

// team is a team and the numbers of its caseworkers, first to first + size - 1.
type team struct {
	name        string
	young       bool
	first, size int
}

// teamOf is the team that citizen i belongs to. It depends on i alone, so that
// a larger municipality only adds teams.
func teamOf(i int) team {
	for round, first := 0, 0; ; round++ {
		for k, size := range teamSizes {
			if i < (first+size)*citizensPerCaseworker {
				t := team{name: teamNames[k], young: k == youthTeam, first: first, size: size}
				if round > 0 {
					t.name = fmt.Sprintf("%s %d", t.name, round+1)
				}
				return t
			}
			first += size
		}
	}
}

// workers are the initials of everyone who works in the municipality.
func (w *generator) workers() []string {
	last := teamOf(w.Citizens - 1)
	all := make([]string, last.first+last.size)
	for n := range all {
		all[n] = initials(n)
	}
	return all
}

const letters = "ABDEFGHIJKLMNOPRSTUVØ"

// initials are the three letters of caseworker n; from the 9262nd on they are
// four. No two have the same.
func initials(n int) string {
	alphabet := []rune(letters)
	k := len(alphabet)
	all := k * k * k
	code := (n%all*4099 + 5000) % all // 4099 is prime to all: neighbours do not look alike
	s := []rune{alphabet[code/k/k], alphabet[code/k%k], alphabet[code%k]}
	if n >= all {
		s = append(s, alphabet[n/all%k])
	}
	return string(s)
}

// bias is how many steps too high a caseworker rates.
func (w *generator) bias(worker string) float64 {
	h := fnv.New64a()
	h.Write([]byte(worker))
	return newRandom(w.Seed, h.Sum64()).normal(w.spread.Rater)
}
