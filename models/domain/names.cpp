#include "models/domain/names.h"

#include <QCoreApplication>
#include <QTimeZone>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

class Names
{
    Q_DECLARE_TR_FUNCTIONS(slipway::Names)

public:
    static QString rule(const QString &extraCharacters)
    {
        return extraCharacters.isEmpty()
                   ? tr("only letters (A-Z, a-z) and digits are allowed")
                   : tr("only letters (A-Z, a-z), digits and %1 are allowed").arg(quotedList(extraCharacters));
    }
    static QString quotedList(const QString &characters)
    {
        QStringList quoted;
        for (const QChar c : characters)
            quoted += u"\"%1\""_s.arg(c);
        return quoted.join(u", "_s);
    }
    static QString character(char32_t c)
    {
        if (c == U' ')
            return tr("a space");
        if (c == U'\t')
            return tr("a tab");
        if (c == U'\n' || c == U'\r')
            return tr("a line break");
        if (!QChar::isPrint(c))
            return u"U+%1"_s.arg(static_cast<uint>(c), 4, 16, '0'_L1).toUpper();
        return u"\"%1\""_s.arg(QString::fromUcs4(&c, 1));
    }
};

struct NameRule
{
    QString field; // as the API has it
    QString label; // for people
    int shortest = 1;
    int longest = 0;
    QString extraCharacters; // beside letters and digits
    bool lowerCaseOnly = false;
    bool startsWithLetter = false;
};

bool isLowerLetter(char32_t c)
{
    return c >= U'a' && c <= U'z';
}

bool isLetter(char32_t c)
{
    return isLowerLetter(c) || (c >= U'A' && c <= U'Z');
}

bool isDigit(char32_t c)
{
    return c >= U'0' && c <= U'9';
}

bool isAllowed(char32_t c, const NameRule &rule)
{
    const bool letter = rule.lowerCaseOnly ? isLowerLetter(c) : isLetter(c);
    return letter || isDigit(c) || (c < 0x80 && rule.extraCharacters.contains(QChar(static_cast<ushort>(c))));
}

Outcome<> checkLength(qsizetype length, const NameRule &rule)
{
    if (length == 0)
        return Error::invalid(rule.field, Names::tr("The %1 is empty; it takes %2 to %3 characters.")
                                              .arg(rule.label)
                                              .arg(rule.shortest)
                                              .arg(rule.longest));
    if (length > rule.longest)
        return Error::invalid(rule.field, Names::tr("The %1 is %2 characters long; at most %3 are allowed.")
                                              .arg(rule.label)
                                              .arg(length)
                                              .arg(rule.longest));
    if (length < rule.shortest)
        return Error::invalid(rule.field, Names::tr("The %1 is %2 characters long; at least %3 are needed.")
                                              .arg(rule.label)
                                              .arg(length)
                                              .arg(rule.shortest));
    return {};
}

Outcome<> checkCharacters(const QList<uint> &characters, const NameRule &rule)
{
    const QString allowed = rule.lowerCaseOnly ? Names::tr("only lower-case letters (a-z), digits and %1 are allowed")
                                                     .arg(Names::quotedList(rule.extraCharacters))
                                               : Names::rule(rule.extraCharacters);
    for (qsizetype i = 0; i < characters.size(); ++i) {
        if (isAllowed(characters[i], rule))
            continue;
        return Error::invalid(rule.field,
                              Names::tr("Character %1 of the %2 is %3; %4.")
                                  .arg(QString::number(i + 1), rule.label, Names::character(characters[i]), allowed));
    }
    if (rule.startsWithLetter && !isLetter(characters.first()))
        return Error::invalid(rule.field, Names::tr("The %1 starts with %2; it must start with a letter.")
                                              .arg(rule.label, Names::character(characters.first())));
    return {};
}

// The length first, unless a character is wrong in a name of a good length or a short one.
Outcome<> checkName(const QString &name, const NameRule &rule)
{
    const QList<uint> characters = name.toUcs4();
    if (characters.isEmpty() || characters.size() > rule.longest)
        return checkLength(characters.size(), rule);
    if (const Outcome<> good = checkCharacters(characters, rule); !good)
        return good;
    return checkLength(characters.size(), rule);
}

} // namespace

Outcome<> checkWorkflowName(const QString &name)
{
    return checkName(name, {u"BusinessName"_s, Names::tr("workflow name"), 1, workflowNameLimit, u"_."_s});
}

Outcome<> checkNodeName(const QString &name)
{
    return checkName(name, {u"FileName"_s, Names::tr("node name"), 1, nodeNameLimit, u"_.-"_s});
}

Outcome<> checkResourceGroupName(const QString &name)
{
    return checkName(name, {u"Name"_s, Names::tr("resource group name"), 1, resourceGroupNameLimit, u"_"_s});
}

Outcome<> checkWorkspaceIdentifier(const QString &identifier)
{
    return checkName(identifier, {u"ProjectIdentifier"_s, Names::tr("workspace identifier"), 3,
                                  workspaceIdentifierLimit, u"_"_s, false, true});
}

Outcome<> checkTimeZone(const QByteArray &zone)
{
    if (!zone.isEmpty() && QTimeZone(zone).isValid())
        return {};
    return Error::invalid(u"TimeZone"_s,
                          Names::tr("The time zone `%1` is not known; use an IANA name such as Asia/Shanghai.")
                              .arg(QString::fromUtf8(zone)));
}

Outcome<> checkServiceName(const QString &name)
{
    return checkName(name, {u"ServiceName"_s, Names::tr("service name"), 3, serviceNameLimit, u"_"_s, true});
}

Outcome<> checkOutputName(const QString &name, const QString &field)
{
    return checkName(name, {field, Names::tr("output name"), 1, outputNameLimit, u"_.-"_s});
}

Outcome<> checkDescription(const QString &text, const QString &field)
{
    const QList<uint> characters = text.toUcs4();
    if (characters.size() > descriptionLimit)
        return Error::invalid(field, Names::tr("The description is %1 characters long; at most %2 are allowed.")
                                         .arg(characters.size())
                                         .arg(descriptionLimit));
    for (qsizetype i = 0; i < characters.size(); ++i) {
        const char32_t c = characters[i];
        const bool plain = c == U'\n' || c == U'\r' || c == U'\t' || QChar::category(c) != QChar::Other_Control;
        if (!plain)
            return Error::invalid(field, Names::tr("Character %1 of the description is %2; control characters are not "
                                                   "allowed, line breaks and tabs are.")
                                             .arg(QString::number(i + 1), Names::character(c)));
    }
    return {};
}

} // namespace slipway
