// SPDX-License-Identifier: MPL-2.0

package store_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"time"

	"codeberg.org/fremskridt/fremskridt/assets"
	"codeberg.org/fremskridt/fremskridt/model"
	"codeberg.org/fremskridt/fremskridt/model/store"
	"codeberg.org/fremskridt/fremskridt/model/vault"
)

// A register is created for its first user, who adds a citizen and fills in an
// assessment. The access log has a line for each step.
func Example() {
	ctx := context.Background()
	dir, err := os.MkdirTemp("", "example")
	check(err)
	defer os.RemoveAll(dir)
	instrument, err := assets.Instrument()
	check(err)
	vocabulary, err := assets.Vocabulary()
	check(err)
	noon := time.Date(2026, time.November, 24, 12, 0, 0, 0, time.UTC)

	r, _, err := store.Create(ctx, filepath.Join(dir, "example"+store.Extension), store.Setup{
		Municipality: "Eksempelkøbing", User: model.FirstUser("LKN"), Passphrase: []byte("fire ord om vejret"),
		Instrument: instrument, Vocabulary: vocabulary,
	}, store.Options{Now: func() time.Time { return noon }, Cost: vault.ForTests})
	check(err)
	defer r.Close()
	admin, err := r.As(ctx, model.ForAdministration, model.RoleAdministrator)
	check(err)
	u := model.FirstUser("LKN")
	u.Teams = []string{"Team Nord"}
	check(admin.PutUser(ctx, u))

	a, err := r.As(ctx, model.ForCasework, model.RoleCaseworker)
	check(err)
	citizen, err := a.CreateCitizen(ctx, model.Citizen{
		CaseNumber: "2026-00001", Name: "Åse Prøvesen", TargetGroup: vocabulary.TargetGroups[0].Code, Caseworker: "LKN",
		Team: "Team Nord", Opened: model.NewDate(2026, time.November, 2),
	})
	check(err)
	draft, err := a.BeginDraft(ctx, citizen.ID, model.Assessment{
		Instrument: instrument.Key(), Date: model.NewDate(2026, time.November, 24), Respondent: model.ByCitizen,
		Rater: "LKN", Kind: model.KindBaseline,
	})
	check(err)
	for _, item := range draft.Unanswered() {
		check(draft.Answer(ctx, model.NewAnswer(item, 3)))
	}
	check(draft.Complete(ctx))

	lines, err := a.CitizenLog(ctx, citizen.ID)
	check(err)
	for _, line := range lines {
		fmt.Println(line.Initials, line.Action, line.Detail)
	}
	// Output:
	// LKN read access_log
	// LKN create assessment
	// LKN create draft
	// LKN create citizen
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
