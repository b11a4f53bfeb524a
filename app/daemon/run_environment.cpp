#include "app/daemon/run_environment.h"

#include "app/platform/files.h"

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

QString bashEnvironmentFile(const QString &dataDir)
{
    return dataDir + u"/share/bash_env.sh"_s;
}

// A word for the shell: single quotes, and the quote itself spelt '\''.
QString shellQuoted(QString text)
{
    return u'\'' + text.replace(u'\'', u"'\\''"_s) + u'\'';
}

} // namespace

QProcessEnvironment makeRunEnvironment(const RunEnvironmentSpec &spec)
{
    QProcessEnvironment environment;
    environment.insert(u"PATH"_s, spec.programDir + u":/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"_s);
    environment.insert(u"SLIPWAY_ENDPOINT"_s, spec.apiAddress);
    environment.insert(u"ALIBABA_CLOUD_ACCESS_KEY_ID"_s, spec.key.id);
    environment.insert(u"ALIBABA_CLOUD_ACCESS_KEY_SECRET"_s, spec.key.secret);
    environment.insert(u"BASH_ENV"_s, bashEnvironmentFile(spec.dataDir));
    return environment;
}

Outcome<> writeBashEnvironment(const RunEnvironmentSpec &spec)
{
    const QString file = bashEnvironmentFile(spec.dataDir);
    if (const auto made = makePrivateFolder(spec.dataDir + u"/share"_s); !made)
        return made;
    // Not exported: bash refuses that for a name with slashes. Every bash below reads this file itself.
    QString text = u"# Read by bash before each script (BASH_ENV). The engine writes it anew at every start.\n"
                   "# The tool's path on DataWorks' resource groups leads to the eascmd of this machine.\n"_s;
    for (const QString &name : {u"eascmd"_s, u"eascmd64"_s})
        text += u"function /home/admin/usertools/tools/%1 { %2 \"$@\"; }\n"_s.arg(
            name, shellQuoted(spec.programDir + u"/eascmd"_s));
    return writeFileAtomically(file, text.toUtf8());
}

} // namespace slipway
