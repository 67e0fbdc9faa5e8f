// SPDX-License-Identifier: MPL-2.0

package model

import "slices"

// Role is a set of rights.
type Role string

// The roles. A caseworker sees the citizens of the own teams, a team leader those and
// the figures of groups. An administrator manages users, vocabulary, backups and
// retention, and as such sees no answers. Operations is for scheduled jobs: it backs
// up, verifies and imports for every team, and sees no citizen.
const (
	RoleCaseworker    Role = "caseworker"
	RoleTeamLeader    Role = "team_leader"
	RoleAdministrator Role = "administrator"
	RoleOperations    Role = "operations"
)

// Roles returns all roles.
func Roles() []Role {
	return []Role{RoleCaseworker, RoleTeamLeader, RoleAdministrator, RoleOperations}
}

// User is a person who uses the program.
type User struct {
	Initials string
	Name     string
	Roles    []Role
	AllTeams bool // sees every team
	Teams    []string
	Active   bool
}

// Has reports whether the user has the role.
func (u User) Has(r Role) bool { return slices.Contains(u.Roles, r) }

// Purpose is why a user reads or changes the register, as the law requires to be
// stated for each use.
type Purpose string

// The purposes.
const (
	ForCasework       Purpose = "casework"
	ForOversight      Purpose = "oversight"
	ForImport         Purpose = "import"
	ForExport         Purpose = "export"
	ForAdministration Purpose = "administration"
)

// FirstUser returns the user of a new register, who has all roles.
func FirstUser(initials string) User {
	return User{
		Initials: initials,
		Roles:    []Role{RoleAdministrator, RoleCaseworker, RoleTeamLeader},
		AllTeams: true,
		Active:   true,
	}
}
