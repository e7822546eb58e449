/** What a text for a carrier must never speak of. */
export const listNamesAndReasons =
  /WATCH|LIST|HIT|MATCH|ALERT|WANTED|TERROR|CRIM|POLICE|INTERPOL|SUSPECT|ARREST|STOLEN|LOST|SANCTION|VISA|OVERSTAY/
