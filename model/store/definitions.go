// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"codeberg.org/fremskridt/fremskridt/model"
)

// Vocabulary returns the municipality's vocabulary, which has no data about
// persons. The value is shared and must not be modified.
func (r *Register) Vocabulary(ctx context.Context) (*model.Vocabulary, error) {
	r.definitions.Lock()
	defer r.definitions.Unlock()
	if r.definitions.vocabulary != nil {
		return r.definitions.vocabulary, nil
	}
	v, err := readVocabulary(ctx, r.db.read)
	if err != nil {
		return nil, fmt.Errorf("read vocabulary: %w", err)
	}
	r.definitions.vocabulary = v
	return v, nil
}

// Instruments returns all versions of all instruments by key. The values are
// shared and must not be modified.
func (r *Register) Instruments(ctx context.Context) (_ map[string]*model.Instrument, err error) {
	defer wrapError(&err, "read instruments")
	r.definitions.Lock()
	defer r.definitions.Unlock()
	if r.definitions.instruments != nil {
		return r.definitions.instruments, nil
	}
	definitions, err := queryAll(ctx, r.db.read, scanValue[string], `select definition from instrument order by key`)
	if err != nil {
		return nil, err
	}
	all := make(map[string]*model.Instrument, len(definitions))
	for _, d := range definitions {
		in, err := model.ParseInstrument([]byte(d))
		if err != nil {
			return nil, err
		}
		all[in.Key()] = in
	}
	r.definitions.instruments = all
	return all, nil
}

func insertInstrument(ctx context.Context, tx *sql.Tx, in *model.Instrument) error {
	definition, err := json.Marshal(in)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `insert into instrument (key, code, version, valid_from, valid_to, definition)
		values ($1, $2, $3, $4, $5, $6)`, in.Key(), in.Code, in.Version, in.ValidFrom, in.ValidTo, string(definition))
	return err
}
