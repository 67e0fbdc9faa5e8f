// SPDX-License-Identifier: MPL-2.0

package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"codeberg.org/fremskridt/fremskridt/model"
)

func insertVocabulary(ctx context.Context, tx *sql.Tx, v *model.Vocabulary) error {
	put := func(table string, position int, t model.Term, columns string, values ...any) error {
		synonyms, err := json.Marshal(t.Synonyms)
		if err != nil {
			return err
		}
		places := ""
		for i := range values {
			places += fmt.Sprintf(", $%d", i+8)
		}
		args := append([]any{t.Code, position, t.Name.DA, t.Name.EN, string(synonyms), t.ValidFrom, t.ValidTo}, values...)
		_, err = tx.ExecContext(ctx, `insert into `+table+` (code, position, name_da, name_en, synonyms, valid_from, valid_to`+
			columns+`) values ($1, $2, $3, $4, $5, $6, $7`+places+`)`, args...)
		if err != nil {
			return fmt.Errorf("%s %s: %w", table, t.Code, err)
		}
		return nil
	}
	for i, t := range v.ActivityTypes {
		if err := put("activity_type", i, t.Term, `, short_da, short_en, grouping, lane, bip, dst, law`,
			t.Short.DA, t.Short.EN, t.Group, t.Lane, t.BIP, t.DST, t.Law); err != nil {
			return err
		}
	}
	for i, t := range v.TargetGroups {
		if err := put("target_group", i, t.Term, `, law`, t.Law); err != nil {
			return err
		}
	}
	for i, t := range v.OutcomeKinds {
		if err := put("outcome_kind", i, t.Term, `, role`, t.Role); err != nil {
			return err
		}
	}
	for i, t := range v.EndReasons {
		if err := put("end_reason", i, t, ``); err != nil {
			return err
		}
	}
	for i, t := range v.Modes {
		if err := put("mode", i, t, ``); err != nil {
			return err
		}
	}
	return nil
}

func readVocabulary(ctx context.Context, q querier) (*model.Vocabulary, error) {
	const term = `select code, name_da, name_en, synonyms, valid_from, valid_to`
	scan := func(rows *sql.Rows, t *model.Term, more ...any) error {
		var synonyms string
		dest := append([]any{&t.Code, &t.Name.DA, &t.Name.EN, &synonyms, &t.ValidFrom, &t.ValidTo}, more...)
		if err := rows.Scan(dest...); err != nil {
			return err
		}
		return json.Unmarshal([]byte(synonyms), &t.Synonyms)
	}
	plain := func(rows *sql.Rows, t *model.Term) error { return scan(rows, t) }

	var v model.Vocabulary
	var err error
	v.ActivityTypes, err = queryAll(ctx, q, func(rows *sql.Rows, t *model.ActivityType) error {
		return scan(rows, &t.Term, &t.Short.DA, &t.Short.EN, &t.Group, &t.Lane, &t.BIP, &t.DST, &t.Law)
	}, term+`, short_da, short_en, grouping, lane, bip, dst, law from activity_type order by position`)
	if err != nil {
		return nil, err
	}
	v.TargetGroups, err = queryAll(ctx, q, func(rows *sql.Rows, t *model.TargetGroup) error {
		return scan(rows, &t.Term, &t.Law)
	}, term+`, law from target_group order by position`)
	if err != nil {
		return nil, err
	}
	v.OutcomeKinds, err = queryAll(ctx, q, func(rows *sql.Rows, t *model.OutcomeKind) error {
		return scan(rows, &t.Term, &t.Role)
	}, term+`, role from outcome_kind order by position`)
	if err != nil {
		return nil, err
	}
	if v.EndReasons, err = queryAll(ctx, q, plain, term+` from end_reason order by position`); err != nil {
		return nil, err
	}
	if v.Modes, err = queryAll(ctx, q, plain, term+` from mode order by position`); err != nil {
		return nil, err
	}
	return &v, nil
}
