// SPDX-License-Identifier: MPL-2.0

package exchange

import "strings"

// Field is what a column of an extract contains. Mapping files use these names.
type Field string

// The fields.
const (
	CaseNumber  Field = "case_number"
	CPR         Field = "cpr"
	Name        Field = "name"
	FirstName   Field = "first_name"
	LastName    Field = "last_name"
	TargetGroup Field = "target_group"
	Caseworker  Field = "caseworker"
	Team        Field = "team"
	Opened      Field = "opened"
	Closed      Field = "closed"
	CloseReason Field = "close_reason"
	Date        Field = "date"
	Mode        Field = "mode"
	Type        Field = "activity_type"
	Start       Field = "start"
	End         Field = "end"
	Hours       Field = "hours_a_week"
	Provider    Field = "provider"
	Status      Field = "status"
	EndReason   Field = "end_reason"
	Outcome     Field = "outcome"
)

// headerNames are the names that Danish case systems give to the columns. Case,
// spaces, points and hyphens are ignored. The first name is used in messages.
var headerNames = map[Field][]string{
	CaseNumber:  {"Sagsnr", "Sagsnummer", "Sag", "SagsID", "Journalnummer", "Journalnr", "Borgernr"},
	CPR:         {"CPR", "CPR-nr", "CPR-nummer", "Personnummer", "Personnr"},
	Name:        {"Navn", "Borgernavn", "Borger", "Fulde navn"},
	FirstName:   {"Fornavn", "Fornavne"},
	LastName:    {"Efternavn"},
	TargetGroup: {"Målgruppe", "Målgruppekode", "Ydelsesgruppe"},
	Caseworker:  {"Sagsbehandler", "Sagsbeh.", "Vurderet af", "Sagsbehandlerinitialer"},
	Team:        {"Team", "Enhed", "Afdeling"},
	Opened:      {"Sag åbnet", "Åbnet", "Oprettet", "Sagsstart"},
	Closed:      {"Sag lukket", "Lukket", "Afsluttet", "Sagsslut"},
	CloseReason: {"Lukkeårsag", "Afslutningsårsag"},
	Date:        {"Dato", "Samtaledato", "Afgangsdato", "Måledato"},
	Mode:        {"Form", "Samtaleform"},
	Type:        {"Indsatstype", "Aktivitetstype", "Indsats", "Aktivitet", "Tilbudstype", "Tilbud"},
	Start:       {"Startdato", "Start", "Fra", "Fradato"},
	End:         {"Slutdato", "Slut", "Til", "Tildato"},
	Hours:       {"Timer pr. uge", "Timer", "Ugentlige timer", "Timetal"},
	Provider:    {"Sted", "Leverandør", "Virksomhed", "Udbyder", "Aktør"},
	Status:      {"Status"},
	EndReason:   {"Slutårsag", "Ophørsårsag"},
	Outcome:     {"Afgang", "Afgangsårsag", "Afgang til", "Udfald"},
}

func normaliseHeader(s string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \t\u00a0.-_", r) {
			return -1
		}
		return r
	}, s))
}

// isColumnName reports whether a text is the usual name of a column.
func isColumnName(s string) bool {
	_, known := fieldsByHeader(Mapping{})[normaliseHeader(s)]
	return known
}

// fieldsByHeader returns the fields by normalised header: the usual names and those
// of the mapping.
func fieldsByHeader(m Mapping) map[string]Field {
	fields := map[string]Field{}
	for f, names := range headerNames {
		for _, n := range names {
			fields[normaliseHeader(n)] = f
		}
	}
	for header, f := range m.Columns {
		fields[normaliseHeader(header)] = f
	}
	return fields
}
