// SPDX-License-Identifier: MPL-2.0

package demo

import (
	"fmt"
	"strings"
	"time"

	"codeberg.org/fremskridt/fremskridt/model"
)

var womenNames = strings.Fields(`Alma Birgit Carla Dagny Ella Frida Gerda Hanne Ida Josefine Karen Lærke Mette Nanna Olga Pernille Rikke
	Sofie Tove Ulla Vibeke Ærla Åse Asta Bodil Camilla Ditte Ellen Freja Gudrun Helle Inger Jytte Kirsten Lone Maja Nina Oda Petra Rosa
	Signe Thea Agnes Bente Dorthe Esther Fatima Grethe Amina Maryam`)

var menNames = strings.Fields(`Aage Bo Carl Dines Erik Frode Gorm Hans Ib Jens Kaj Lars Mads Niels Ole Poul Rasmus Søren Troels Uffe Viggo
	Ørnulf Åge Anders Bjørn Christian Ejnar Finn Gunnar Henning Ivar Jørgen Kåre Leif Morten Nikolaj Otto Per Rune Svend Tage Ulrik Villads
	Yusuf Ali Omar Bent Emil Flemming Asger`)

// surnames are not in use; each suggests that it is made up.
var surnames = strings.Fields(`Prøvesen Demosen Opdigt Fiktivsen Eksempelsen Figurby Fantasisen Tænktsen Påfund Skabelonsen Øvelsesen
	Modelstrup Testerup Attrapsen Mønstersen Forsøgsen Digterskov Drømmesen Sagnsen Eventyrsen Påhitsen Opfindsen Kulissen Hypotesen
	Antagsen Gætværk Luftkastel Papirsen Skyggesen Udkastsen Variantsen Ønskesen Ålesagn Æventyr Legesen Pseudosen Ingenby Intetby
	Nullersen Kladdesen Statistsen Rollesen Maskesen Scenesen Simulersen Tilfældsen Terningsen Utopisen Fabelsen Romansen`)

// person draws the name and the CPR number of citizen i. A few have no number.
func (g *generator) person(r random, i int, young bool) (name string, cpr model.CPR) {
	woman := r.chance(.5)
	first := menNames
	if woman {
		first = womenNames
	}
	name = pick(r, first) + " " + pick(r, surnames)
	if r.chance(g.rates.NoCPR) {
		return name, ""
	}
	return name, g.cpr(i, young, woman)
}

// cpr returns a unique CPR number that has not been issued: it fails the modulus-11
// check, and its birth date is not 1 January, for which alone such numbers have been
// issued.
func (g *generator) cpr(i int, young, woman bool) model.CPR {
	year := g.AsOf.Year()
	from, to := model.NewDate(year-62, time.February, 1), model.NewDate(year-31, time.January, 31)
	if young {
		from, to = model.NewDate(year-29, time.February, 1), model.NewDate(year-18, time.January, 31)
	}
	days := to.Sub(from) + 1
	// Birth dates of successive citizens are far apart; those with the same date have
	// different serial numbers.
	at := (uint64(i)*7919 + g.Seed%100003) % uint64(days)
	serial := i / days
	born := from.Add(int(at))
	y, m, day := born.Civil()
	if m == time.January && day == 1 {
		return ""
	}
	century := [...]byte{'0', '1', '2', '3'}[serial/100%4]
	if y >= 2000 {
		century = [...]byte{'5', '6', '7', '8'}[serial/100%4]
	}
	for last := range 10 {
		c := model.CPR(fmt.Sprintf("%02d%02d%02d%c%02d%d", day, m, y%100, century, serial%100, last))
		if (last%2 == 0) == woman && !c.HasCheckDigit() {
			return c
		}
	}
	return ""
}
