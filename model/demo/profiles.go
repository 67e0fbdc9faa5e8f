// SPDX-License-Identifier: MPL-2.0

package demo

import "codeberg.org/fremskridt/fremskridt/model"

// activityProfile is what is usual for an activity.
type activityProfile struct {
	weight    int    // relative frequency in its lane
	weeks     [2]int // minimum and maximum
	hours     [2]int // per week, minimum and maximum
	providers []string
}

// profileFor returns the profile of an activity type in the default vocabulary, or
// one by lane for other types.
func profileFor(t model.ActivityType) activityProfile {
	switch t.Code {
	case "VPP":
		return activityProfile{10, [2]int{4, 17}, [2]int{6, 25}, privateEmployers[:]}
	case "VPO":
		return activityProfile{6, [2]int{4, 17}, [2]int{6, 25}, publicEmployers[:]}
	case "LTP":
		return activityProfile{2, [2]int{13, 26}, [2]int{15, 30}, privateEmployers[:]}
	case "LTO":
		return activityProfile{2, [2]int{13, 26}, [2]int{15, 30}, publicEmployers[:]}
	case "NYT":
		return activityProfile{2, [2]int{4, 13}, [2]int{10, 25}, publicEmployers[:]}
	case "JRO", "RES": // abolished for new citizens
		return activityProfile{0, [2]int{13, 26}, [2]int{10, 30}, courseProviders[:]}
	case "MEN":
		return activityProfile{8, [2]int{13, 35}, [2]int{1, 3}, []string{"Mentorhuset", "Mentorkorpset Følgeskab"}}
	case "VOØ":
		return activityProfile{7, [2]int{6, 20}, [2]int{6, 25}, courseProviders[:]}
	case "VOS":
		return activityProfile{6, [2]int{8, 16}, [2]int{3, 8}, []string{"Sundhedshuset Ved Åen", "Projekt Fodfæste"}}
	case "VOU":
		return activityProfile{3, [2]int{4, 20}, [2]int{15, 30}, courseProviders[:]}
	case "VOD":
		return activityProfile{1, [2]int{10, 30}, [2]int{6, 12}, []string{"Sprogcentret Ordet"}}
	case "BEH":
		return activityProfile{5, [2]int{8, 26}, [2]int{1, 4}, []string{"Klinikken Ny Ro", "Sundhedshuset Ved Åen"}}
	case "SOC":
		return activityProfile{4, [2]int{13, 39}, [2]int{1, 4}, []string{"Bostøtten Trappen", "Værestedet Køkkenbordet"}}
	}
	switch t.Lane {
	case model.LaneCompany:
		return activityProfile{1, [2]int{6, 20}, [2]int{6, 25}, privateEmployers[:]}
	case model.LaneOrdinary:
		return activityProfile{1, [2]int{6, 12}, [2]int{3, 8}, privateEmployers[:]}
	case model.LaneNeutral:
		return activityProfile{weight: 1, weeks: [2]int{2, 20}}
	}
	return activityProfile{1, [2]int{6, 20}, [2]int{4, 15}, courseProviders[:]}
}

var privateEmployers = [...]string{
	"Café Kornblomsten", "Gartneriet Solbær", "Bogtrykkeriet Æsken", "Cykelværkstedet Fri Kæde", "Bageriet Rundetårtet", "Lageret Højt på Hylden",
	"Malerfirmaet Pensel og Søn", "Dyreklinikken Poten", "Hotel Havudsigten", "Byggemarkedet Hammerslag", "Vaskeriet Skumtoppen",
}

var publicEmployers = [...]string{
	"Plejehjemmet Åbrinken", "Børnehaven Mælkebøtten", "Rådhuskantinen Grydeskeen", "Genbrugspladsen Skatten", "Biblioteket Læselampen",
	"Skovfogedens Planteskole",
}

var courseProviders = [...]string{
	"Kursuscentret Fyrtårnet", "Projekt Fodfæste", "Projekt Næste Skridt", "Aftenskolen Lampen", "Højskolen Åben Dør",
}

// candidates returns the types of a lane that are valid on a day, with their weights.
func (g *generator) candidates(lane model.Lane, on model.Date) ([]model.ActivityType, []int) {
	var types []model.ActivityType
	var weights []int
	for _, t := range g.Vocabulary.ActivityTypes {
		if t.Lane == lane && t.ValidOn(on) {
			types = append(types, t)
			weights = append(weights, profileFor(t).weight)
		}
	}
	return types, weights
}
