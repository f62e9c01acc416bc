# SPDX-License-Identifier: GPL-2.0-or-later
# Writes OUT, a C++ file with a function for each of the tables NAMES (comma-separated, in ROOT)
# that returns its text, as HEADER declares it in namespace NAMESPACE:
# cmake -DROOT=... -DNAMES=a,b -DHEADER=... -DNAMESPACE=... -DOUT=... -P embed_table.cmake
string(REPLACE "," ";" names "${NAMES}")
set(code "// Written by embed_table.cmake.\n#include \"${HEADER}\"\n\nnamespace ${NAMESPACE} {\n")
foreach(name IN LISTS names)
  file(READ "${ROOT}/${name}.tsv" text)
  string(MAKE_C_IDENTIFIER "${name}" identifier)
  string(APPEND code "\nstd::string_view table_${identifier}() {\n"
         "  return R\"~table~(" "${text}" ")~table~\";\n}\n")
endforeach()
string(APPEND code "\n}  // namespace ${NAMESPACE}\n")
file(WRITE "${OUT}" "${code}")
