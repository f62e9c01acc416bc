# SPDX-License-Identifier: GPL-2.0-or-later
# Writes OUT, a C++ file that holds the files NAMES (comma-separated, relative to ROOT) as raw
# strings: cmake -DROOT=... -DNAMES=a,b -DOUT=... -P embed.cmake
string(REPLACE "," ";" names "${NAMES}")
set(code "// Written by embed.cmake.\n#include \"server/site/embedded.h\"\n\nnamespace funnel::site {\n\n")
string(APPEND code "const std::vector<EmbeddedFile>& EmbeddedFiles() {\n")
string(APPEND code "  static const std::vector<EmbeddedFile> files = {\n")
foreach(name IN LISTS names)
  file(READ "${ROOT}/${name}" text)
  string(LENGTH "${text}" length)
  string(FIND "${text}" ")~page~" closing)
  if(length GREATER 60000 OR NOT closing EQUAL -1)
    message(FATAL_ERROR "${ROOT}/${name}: too long for a string literal, or holds its delimiter")
  endif()
  string(APPEND code "      {\"${name}\", R\"~page~(" "${text}" ")~page~\"},\n")
endforeach()
string(APPEND code "  };\n  return files;\n}\n\n}  // namespace funnel::site\n")
file(WRITE "${OUT}" "${code}")
