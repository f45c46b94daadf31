/* Between a process and its disk: writes down, in order, what it does to the files below POWER_ROOT, and with POWER_ROOM
 * lets only so many bytes be written before the disk is full. Loaded by LD_PRELOAD, so that it sees Python and the
 * engine of the database alike; see recording.py for what becomes of the list. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static const char *root;
static int list = -1;
static long long room = -1;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

#define REAL(name) static __typeof__(name) *real_##name; if (!real_##name) real_##name = dlsym(RTLD_NEXT, #name)

__attribute__((constructor)) static void begin(void) {
    root = getenv("POWER_ROOT");
    const char *target = getenv("POWER_LIST"), *free_bytes = getenv("POWER_ROOM");
    if (target) list = open(target, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (free_bytes) room = atoll(free_bytes);
}

static int ours(const char *path) {
    return root && !strncmp(path, root, strlen(root)) && path[strlen(root)] == '/';
}

static int full_path(int at, const char *path, char *out) {
    char base[PATH_MAX];
    if (path[0] == '/') { snprintf(out, PATH_MAX, "%s", path); return 1; }
    if (at == AT_FDCWD) { if (!getcwd(base, sizeof base)) return 0; }
    else {
        char link[64]; snprintf(link, sizeof link, "/proc/self/fd/%d", at);
        ssize_t n = readlink(link, base, sizeof base - 1);
        if (n < 0) return 0;
        base[n] = 0;
    }
    return snprintf(out, PATH_MAX, "%s/%s", base, path) < PATH_MAX;
}

static int path_of(int fd, char *out) {
    char link[64]; snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, out, PATH_MAX - 1);
    if (n <= 0 || out[0] != '/') return 0;
    out[n] = 0;
    return ours(out);
}

/* One record: kind, offset, length of path, length of data, path, data. */
static void note(char kind, const char *path, int64_t offset, const void *data, uint64_t length) {
    if (list < 0) return;
    struct { char kind; char pad[3]; uint32_t path; int64_t offset; uint64_t length; } head =
        {kind, {0}, (uint32_t)strlen(path), offset, length};
    struct iovec parts[3] = {{&head, sizeof head}, {(void *)path, head.path}, {(void *)data, data ? length : 0}};
    syscall(SYS_writev, list, parts, 3);
}

static int no_room(const char *path, size_t length) {
    if (room < 0 || strstr(path, "/acks")) return 0;
    if (room < (long long)length) { errno = ENOSPC; return 1; }
    room -= length;
    return 0;
}

static ssize_t wrote(int fd, const void *data, size_t length, int64_t at, int placed) {
    char path[PATH_MAX];
    if (!path_of(fd, path)) return -2;
    pthread_mutex_lock(&lock);
    if (no_room(path, length)) { pthread_mutex_unlock(&lock); return -1; }
    if (!placed) {
        int append = fcntl(fd, F_GETFL) & O_APPEND;
        at = lseek(fd, 0, append ? SEEK_END : SEEK_CUR);
    }
    ssize_t done = placed ? syscall(SYS_pwrite64, fd, data, length, at) : syscall(SYS_write, fd, data, length);
    if (done > 0) note('w', path, at, data, done);
    pthread_mutex_unlock(&lock);
    return done;
}

ssize_t write(int fd, const void *data, size_t length) {
    ssize_t done = wrote(fd, data, length, 0, 0);
    return done == -2 ? syscall(SYS_write, fd, data, length) : done;
}
ssize_t pwrite64(int fd, const void *data, size_t length, off64_t at) {
    ssize_t done = wrote(fd, data, length, at, 1);
    return done == -2 ? syscall(SYS_pwrite64, fd, data, length, at) : done;
}
ssize_t pwrite(int fd, const void *data, size_t length, off_t at) { return pwrite64(fd, data, length, at); }
ssize_t writev(int fd, const struct iovec *parts, int count) {
    char path[PATH_MAX];
    if (!path_of(fd, path)) return syscall(SYS_writev, fd, parts, count);
    ssize_t sum = 0;
    for (int i = 0; i < count; i++) {
        ssize_t done = write(fd, parts[i].iov_base, parts[i].iov_len);
        if (done < 0) return sum ? sum : done;
        sum += done;
    }
    return sum;
}

/* Copies inside the kernel would pass unseen: whoever asks for one writes it himself. */
ssize_t sendfile(int out, int in, off_t *at, size_t n) { (void)out; (void)in; (void)at; (void)n; errno = ENOSYS; return -1; }
ssize_t sendfile64(int out, int in, off64_t *at, size_t n) { (void)out; (void)in; (void)at; (void)n; errno = ENOSYS; return -1; }
ssize_t copy_file_range(int in, off64_t *a, int out, off64_t *b, size_t n, unsigned f) {
    (void)in; (void)a; (void)out; (void)b; (void)n; (void)f; errno = ENOSYS; return -1;
}

static int changed(char kind, int fd, int64_t size, int done) {
    char path[PATH_MAX];
    if (!done && path_of(fd, path)) note(kind, path, size, NULL, 0);
    return done;
}
int fsync(int fd) { REAL(fsync); return changed('s', fd, 0, real_fsync(fd)); }
int fdatasync(int fd) { REAL(fdatasync); return changed('s', fd, 0, real_fdatasync(fd)); }
int ftruncate64(int fd, off64_t size) { REAL(ftruncate64); return changed('t', fd, size, real_ftruncate64(fd, size)); }
int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

static int moved(int at, const char *from, int to_at, const char *to, int done) {
    char a[PATH_MAX], b[PATH_MAX];
    if (!done && full_path(at, from, a) && full_path(to_at, to, b) && (ours(a) || ours(b)))
        note('r', a, 0, b, strlen(b));
    return done;
}
int rename(const char *a, const char *b) { REAL(rename); return moved(AT_FDCWD, a, AT_FDCWD, b, real_rename(a, b)); }
int renameat(int x, const char *a, int y, const char *b) { REAL(renameat); return moved(x, a, y, b, real_renameat(x, a, y, b)); }

static int gone(char kind, int at, const char *name, int done) {
    char path[PATH_MAX];
    if (!done && full_path(at, name, path) && ours(path)) note(kind, path, 0, NULL, 0);
    return done;
}
int unlink(const char *p) { REAL(unlink); return gone('u', AT_FDCWD, p, real_unlink(p)); }
int rmdir(const char *p) { REAL(rmdir); return gone('d', AT_FDCWD, p, real_rmdir(p)); }
int unlinkat(int at, const char *p, int f) {
    REAL(unlinkat);
    return gone(f & AT_REMOVEDIR ? 'd' : 'u', at, p, real_unlinkat(at, p, f));
}
int mkdir(const char *p, mode_t m) { REAL(mkdir); return gone('m', AT_FDCWD, p, real_mkdir(p, m)); }
int mkdirat(int at, const char *p, mode_t m) { REAL(mkdirat); return gone('m', at, p, real_mkdirat(at, p, m)); }

/* The kernel truncates and makes files as it opens them; what was there before says which of both it did. */
static int opened(int at, const char *name, int flags, mode_t mode) {
    char path[PATH_MAX]; struct stat was;
    int seen = (flags & (O_CREAT | O_TRUNC)) && full_path(at, name, path) && ours(path);
    int there = seen && !fstatat(at, name, &was, 0);
    int fd = syscall(SYS_openat, at, name, flags, mode);
    if (fd >= 0 && seen && !there) note('c', path, 0, NULL, 0);
    else if (fd >= 0 && seen && (flags & O_TRUNC) && was.st_size) note('t', path, 0, NULL, 0);
    return fd;
}
#define MODE mode_t mode = 0; if (flags & (O_CREAT | O_TMPFILE)) { va_list a; va_start(a, flags); mode = va_arg(a, mode_t); va_end(a); }
int open(const char *p, int flags, ...) { MODE return opened(AT_FDCWD, p, flags, mode); }
int open64(const char *p, int flags, ...) { MODE return opened(AT_FDCWD, p, flags | O_LARGEFILE, mode); }
int openat(int at, const char *p, int flags, ...) { MODE return opened(at, p, flags, mode); }
int openat64(int at, const char *p, int flags, ...) { MODE return opened(at, p, flags | O_LARGEFILE, mode); }
