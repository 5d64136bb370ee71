import { DEVICES, ids, NAMESPACE } from "./users";

/**
 * The program for bash that makes a tree in the empty folder $DONE by way of the empty folder $WORK. It runs as the
 * host's root in mount and PID namespaces of its own, so that whatever it mounts or starts is gone when it ends. A
 * line that begins with "== " tells what it is at.
 */
export const BUILD = `${NAMESPACE}${DEVICES}
set -euo pipefail
umask 022
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
pack="tar --one-file-system --numeric-owner --xattrs --xattrs-include=* -cf -"
unpack="tar --numeric-owner --xattrs --xattrs-include=* -xpf -"
# Runs a command in the working folder as root of the machines' users.
as_machine() {
  exec 3<&0
  pipes
  unshare --keep-caps --user bash -c "$NAMESPACE"'wait_for_users "$@"' as_machine "$@" <&3 &
  await_namespace
  map_users $!
  let_go
  wait $!
}

if [ -n "$FROM" ]; then
  echo "== copying the bare tree"
  (cd "$FROM" && as_machine $pack .) | (cd "$WORK" && $unpack)
else
  echo "== debootstrap"
  debootstrap --variant=minbase --include="$BASE" "$DEBIAN" "$WORK" $ARCHIVE
fi
mountpoint -q "$WORK/proc" || mount -t proc proc "$WORK/proc"
mount -t tmpfs -o mode=755 tmpfs "$WORK/dev"
make_devices "$WORK/dev"

if [ -n "$CLUSTER" ]; then
  echo "== installing the cluster's packages"
  printf '#!/bin/sh\\nexit 101\\n' > "$WORK/usr/sbin/policy-rc.d"
  chmod 755 "$WORK/usr/sbin/policy-rc.d"
  cp -L /etc/resolv.conf "$WORK/etc/resolv.conf"
  # What /var/lock leads to: a package may bring that folder.
  mkdir -p "$WORK/run/lock"
  chroot "$WORK" apt-get install -y --no-install-recommends $CLUSTER
  rm "$WORK/usr/sbin/policy-rc.d"
  # Before trixie a package may bring /lib, which leads to /usr/lib and is to stay that.
  chroot "$WORK" sh -c "cd /tmp && apt-get download $BESIDE && for each in *.deb; do
    dpkg --fsys-tarfile \\$each | tar --extract --keep-directory-symlink --directory /; done"
fi

echo "== users and units"
for unit in $ENABLED; do chroot "$WORK" systemctl --quiet enable "$unit"; done
for unit in $DISABLED; do chroot "$WORK" systemctl --quiet disable "$unit"; done
for unit in $MASKED; do ln -sf /dev/null "$WORK/etc/systemd/system/$unit"; done
if [ -z "$FROM" ]; then
  chroot "$WORK" useradd --create-home --shell /bin/bash --uid 1000 admin
  chroot "$WORK" useradd --create-home --shell /bin/bash --uid 1001 --gid operator operator
  printf '%s' "$SSHD" > "$WORK/etc/ssh/sshd_config.d/lab.conf"
  printf '%s' "$SUDOERS" > "$WORK/etc/sudoers.d/admin"
  chmod 440 "$WORK/etc/sudoers.d/admin"
fi
cd "$WORK"
rm -f etc/ssh/ssh_host_* etc/machine-id var/lib/dbus/machine-id etc/hostname etc/resolv.conf
rm -rf var/cache/apt/archives/*.deb var/log/apt/* var/log/bootstrap.log run/* tmp/*
umount -l proc dev
rm -rf dev/*
mkdir -p proc sys dev run tmp

echo "== handing the tree to the machines' users"
chown ${ids.first}:${ids.first} "$DONE"
$pack . | (cd "$DONE" && as_machine $unpack)
`;
