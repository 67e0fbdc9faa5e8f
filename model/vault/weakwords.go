// SPDX-License-Identifier: MPL-2.0

package vault

import "strings"

// months are the words of a date.
var months = strings.Fields(`januar februar marts april maj juni juli august september oktober november december
	january february march may june july october født`)

// commonWords are the words tried first, in Danish and in English, and those close to the
// users' work. One or two of them, with or without digits, make a weak passphrase.
var commonWords = func() map[string]bool {
	all := map[string]bool{}
	for _, w := range append(strings.Fields(`
		adgangskode adgangskoden adgangskoder kodeord kodeordet kodeordene kode koden minkode mitkodeord nykode nyadgangskode
		løsen løsenord hemmelig hemmeligt hemmelighed password passwords passord passphrase passwort wachtwoord lösenord
		secret letmein welcome welcometo velkommen velkommentil goddag davs hej hejsa hejmeddig farvel godmorgen
		login logon logind logmeind luk lukop lukmigind åben sesam adgang nøgle bruger brugernavn user username test tester testing
		admin administrator root system systemadmin superbruger gæst guest default changeme skiftmig skift midlertidig
		sommer sommeren vinter vinteren efterår efteråret forår foråret summer winter autumn spring
		mandag tirsdag onsdag torsdag fredag lørdag søndag monday tuesday wednesday thursday friday saturday sunday
		danmark denmark danish dansk københavn kobenhavn copenhagen aarhus århus odense aalborg ålborg esbjerg randers kolding
		horsens vejle roskilde herning silkeborg næstved fredericia viborg køge holstebro slagelse hillerød sønderborg
		kommune kommunen kommunal jobcenter jobcentret jobcenteret arbejde arbejdsmarked beskæftigelse borger borgeren borgere
		sagsbehandler sagsbehandlere fremskridt fremskridtet progression register registret sag sager kontor kontoret teamet team
		jegelskerdig elsker elskerdig elskerjer iloveyou loveyou love lover minskat skat skatter hjerte kærlighed baby babe
		mor far mormor morfar farmor farfar familie familien barn børn
		fodbold football soccer håndbold liverpool arsenal chelsea manchester united brøndby brøndbyif fck fckøbenhavn barcelona
		hund hunden kat katten hest monkey dragon tiger lion princess prinsesse sunshine solskin superman batman pokemon
		starwars master shadow michael jordan killer hunter buster ninja mustang ferrari mercedes porsche
		computer internet windows microsoft google facebook iphone samsung outlook excel office qwerty qwertz azerty asdf zxcv
		jul julen julemand julemanden påske ferie sommerferie fødselsdag tillykke tak takskalduhave
		sol solen måne blomst blomster kaffe chokolade cola pizza ost smør rødgrødmedfløde
		fuckyou fuck fanden satan helvede lort pik kusse sex sexy
		correcthorsebatterystaple correcthorse batterystaple trustno whatever nothing somethingsecret freedom
		og er en et den det min mit mine din dit jeg du til the is my your a`), months...) {
		all[w] = true
	}
	return all
}()
