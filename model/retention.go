// SPDX-License-Identifier: MPL-2.0

package model

import (
	"errors"
	"fmt"
)

// RetentionRule is how many days after its closing a case is due for deletion.
type RetentionRule struct {
	CloseReason string // code; empty for the default rule
	Days        int
}

// Retention is the rules of a municipality. Without a rule, no case is ever due.
type Retention []RetentionRule

// For returns the rule for a reason to close a case, or else the default rule.
func (r Retention) For(closeReason string) (RetentionRule, bool) {
	var rule RetentionRule
	found := false
	for _, each := range r {
		switch each.CloseReason {
		case closeReason:
			return each, true
		case "":
			rule, found = each, true
		}
	}
	return rule, found
}

// Due returns the day from which a citizen may be deleted, and the rule. The day is
// zero while the case is open, or if no rule applies.
func (r Retention) Due(c Citizen) (Date, RetentionRule) {
	rule, ok := r.For(c.CloseReason)
	if !ok || c.Closed.IsZero() {
		return Date{}, RetentionRule{}
	}
	return c.Closed.Add(rule.Days), rule
}

// Check returns an error for a duplicate rule, a rule without days, and a reason that
// the vocabulary lacks.
func (r Retention) Check(v *Vocabulary) error {
	seen := map[string]bool{}
	for _, rule := range r {
		_, outcome := v.OutcomeKind(rule.CloseReason)
		_, end := find(v.EndReasons, func(t Term) bool { return t.Code == rule.CloseReason })
		switch {
		case rule.Days < 1:
			return errors.New("retention: a rule of less than a day")
		case rule.CloseReason != "" && !outcome && !end:
			return fmt.Errorf("retention: unknown reason %q", rule.CloseReason)
		case seen[rule.CloseReason]:
			return fmt.Errorf("retention: two rules for %q", rule.CloseReason)
		}
		seen[rule.CloseReason] = true
	}
	return nil
}

// DeletionGround is why a citizen is deleted.
type DeletionGround string

// The grounds. Only [GroundRetention] requires a rule and a case that is due.
const (
	GroundRetention DeletionGround = "retention" // the period of the rule has passed
	GroundArchived  DeletionGround = "archived"  // handed over to an archive
	GroundConsent   DeletionGround = "consent"   // consent was withdrawn
	GroundRequest   DeletionGround = "request"   // the citizen requested it and has the right
	GroundMistake   DeletionGround = "mistake"   // should never have been entered
)

// DeletionGrounds returns all grounds.
func DeletionGrounds() []DeletionGround {
	return []DeletionGround{GroundRetention, GroundArchived, GroundConsent, GroundRequest, GroundMistake}
}
