/** One anonymous LDAP search, as far as a certificate's pointer can ask for it. */
@NullMarked
package io.tlswhy.probe.ldap;

import org.jspecify.annotations.NullMarked;
