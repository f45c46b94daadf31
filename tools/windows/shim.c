/* What Debian 12's Wine 8 lacks of Windows 10, enough for CPython wheels and Qt 6.11:
   - numpy's wheel calls the complex functions of the C runtime, which Wine leaves unwritten;
   - Rust programs ask bcryptprimitives.dll for random bytes;  - Qt6Core links icuuc.dll, the converters of Windows 10. */
#include <complex.h>
#include <windows.h>
#include <ntsecapi.h>
#ifdef CRT
typedef struct { double r, i; } D; typedef struct { float r, i; } F;
static double _Complex d(D z) { double _Complex w; __real__ w = z.r; __imag__ w = z.i; return w; }
static D D_(double _Complex w) { D z = { __real__ w, __imag__ w }; return z; }
#define ONE(n) D x_##n(D z) { return D_(n(d(z))); } \
  F x_##n##f(F z) { D a = { z.r, z.i }; D b = x_##n(a); F c = { (float)b.r, (float)b.i }; return c; }
ONE(ccos) ONE(csin) ONE(ctan) ONE(ccosh) ONE(csinh) ONE(ctanh) ONE(cexp) ONE(clog) ONE(csqrt) ONE(cacos) ONE(casin) ONE(catan)
ONE(cacosh) ONE(casinh) ONE(catanh)
D x_cpow(D a, D b) { return D_(cpow(d(a), d(b))); }
F x_cpowf(F a, F b) { D p = { a.r, a.i }, q = { b.r, b.i }; D r = x_cpow(p, q); F c = { (float)r.r, (float)r.i }; return c; }
double x_cabs(D z) { return cabs(d(z)); }   float x_cabsf(F z) { D a = { z.r, z.i }; return (float)x_cabs(a); }
double x_carg(D z) { return carg(d(z)); }   float x_cargf(F z) { D a = { z.r, z.i }; return (float)x_carg(a); }
double x_creal(D z) { return z.r; }         float x_crealf(F z) { return z.r; }
double x_cimag(D z) { return z.i; }         float x_cimagf(F z) { return z.i; }
#endif
#ifdef RANDOM
BOOL WINAPI ProcessPrng(PBYTE to, SIZE_T n) { return RtlGenRandom(to, (ULONG)n); }
#endif
#ifdef ICU
/* No converter is ever found: Qt then says so, and its own UTF-8, UTF-16 and Latin-1 go on working. */
void *ucnv_open(const char *n, int *e) { *e = 4; return 0; }
void ucnv_close(void *c) {}  void ucnv_reset(void *c) {}  signed char ucnv_getMaxCharSize(void *c) { return 1; }
const char *ucnv_getName(void *c, int *e) { *e = 4; return 0; }
const char *ucnv_getStandardName(const char *n, const char *s, int *e) { *e = 4; return 0; }
const char *ucnv_getAvailableName(int n) { return 0; }  int ucnv_countAvailable(void) { return 0; }
int ucnv_toUCountPending(void *c, int *e) { return 0; }  int ucnv_fromUCountPending(void *c, int *e) { return 0; }
#define NONE(f) void f(void) {}
NONE(UCNV_FROM_U_CALLBACK_SUBSTITUTE) NONE(UCNV_TO_U_CALLBACK_SUBSTITUTE) NONE(ucnv_getToUCallBack) NONE(ucnv_getFromUCallBack)
NONE(ucnv_setToUCallBack) NONE(ucnv_setFromUCallBack) NONE(ucnv_cbToUWriteUChars) NONE(ucnv_cbFromUWriteUChars)
NONE(ucnv_toUnicode) NONE(ucnv_fromUnicode)
#endif
