#!/bin/sh
# Fills in the configuration and runs the milters and Postfix in the foreground.
# Needs: BORDER_HOSTNAME (with MX and PTR records), MAIL_DOMAINS (separated by spaces), MAILBRIDGE (host:port of its LMTP door).
# May have: CLIENTS (networks that mailbridge's letters come from), RELAYHOST, TLS_CHAIN (files: key and certificate, with comma).
set -eu
: "${BORDER_HOSTNAME:?}" "${MAIL_DOMAINS:?}" "${MAILBRIDGE:?}"
pattern=$(printf %s "$BORDER_HOSTNAME" | sed 's/[.]/[.]/g')
for file in main.cf master.cf header_checks opendkim.conf opendmarc.conf; do
  sed -e "s|@HOSTNAME@|$BORDER_HOSTNAME|g" -e "s|@HOSTNAME_PATTERN@|$pattern|g" -e "s|@DOMAINS@|$MAIL_DOMAINS|g" \
      -e "s|@MAILBRIDGE@|$MAILBRIDGE|g" -e "s|@RELAYHOST@|${RELAYHOST:-}|g" -e "s|@TLS@|${TLS_CHAIN:-}|g" \
      -e "s|@CLIENTS@|${CLIENTS:-172.16.0.0/12 10.0.0.0/8 192.168.0.0/16}|g" -e "s|@PORT@|25|g" -e "s|@SUBMISSION@|2587|g" \
      -e "s|@MILTERS@|inet:127.0.0.1:8891 inet:127.0.0.1:8893|g" \
      -e "s|@DKIM_SOCKET@|inet:8891@127.0.0.1|g" -e "s|@DMARC_SOCKET@|inet:8893@127.0.0.1|g" \
      "/usr/local/share/border/$file" > "/etc/postfix/$file"
done
opendkim -x /etc/postfix/opendkim.conf -u opendkim
opendmarc -c /etc/postfix/opendmarc.conf -u opendmarc
exec postfix start-fg
