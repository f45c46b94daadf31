; The installer for one user, without an administrator. Made by tools/windows/installer.py, which defines VERSION, ICON,
; TARGET and the three lists of files and folders. What is not on the lists is never removed: data above all.
Unicode true
; 64 bits, as the program is: it runs where Windows, or Wine, has no part for 32.
Target amd64-unicode
ManifestDPIAware true
RequestExecutionLevel user
SetCompressor zlib
Name "Needfolio 需合"
OutFile "${TARGET}"
InstallDir "$LOCALAPPDATA\Programs\Needfolio"
InstallDirRegKey HKCU "Software\Needfolio" "Folder"
!include MUI2.nsh
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\needfolio.exe"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"
!insertmacro MUI_LANGUAGE "English"
LangString RUNS ${LANG_SIMPCHINESE} "需合正在运行，请先关闭它，再重新开始。"
LangString RUNS ${LANG_ENGLISH} "Needfolio is running. Close it first, then start again."
LangString PACKAGE ${LANG_SIMPCHINESE} "需合资料包"
LangString PACKAGE ${LANG_ENGLISH} "Needfolio package"
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Needfolio"

!macro Closed
  IfFileExists "$INSTDIR\needfolio.exe" 0 +6
  ClearErrors
  FileOpen $0 "$INSTDIR\needfolio.exe" a
  FileClose $0
  IfErrors 0 +2
  Abort "$(RUNS)"
!macroend

Section
  !insertmacro Closed
  ; An older version takes away what it brought, and nothing else.
  IfFileExists "$INSTDIR\uninstall.exe" 0 +2
  ExecWait '"$INSTDIR\uninstall.exe" /S _?=$INSTDIR'
  !include "${INSTALLED}"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  SetOutPath "$INSTDIR"
  CreateShortcut "$SMPROGRAMS\Needfolio 需合.lnk" "$INSTDIR\needfolio.exe"
  WriteRegStr HKCU "Software\Needfolio" "Folder" "$INSTDIR"
  WriteRegStr HKCU "Software\Classes\.nfpost" "" "Needfolio.Package"
  WriteRegStr HKCU "Software\Classes\Needfolio.Package" "" "$(PACKAGE)"
  WriteRegStr HKCU "Software\Classes\Needfolio.Package\DefaultIcon" "" "$INSTDIR\needfolio.exe,0"
  WriteRegStr HKCU "${KEY}" "DisplayName" "Needfolio 需合"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\needfolio.exe"
  WriteRegStr HKCU "${KEY}" "Publisher" "Needfolio"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${KEY}" "EstimatedSize" "${KILOBYTES}"
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
SectionEnd

Section "Uninstall"
  !insertmacro Closed
  !include "${REMOVED}"
  Delete "$SMPROGRAMS\Needfolio 需合.lnk"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegKey HKCU "Software\Classes\Needfolio.Package"
  DeleteRegKey HKCU "Software\Classes\.nfpost"
  DeleteRegKey HKCU "Software\Needfolio"
  DeleteRegKey HKCU "${KEY}"
SectionEnd
