#include "app/server/incoming_call.h"

namespace slipway {

QString ParameterReader::requiredText(const QString &name, qsizetype maxCharacters)
{
    return take(m_parameters.requiredText(name, maxCharacters));
}

qint64 ParameterReader::requiredInteger(const QString &name)
{
    return take(m_parameters.requiredInteger(name));
}

qint64 ParameterReader::integer(const QString &name, qint64 fallback, qint64 lowest, qint64 highest)
{
    return take(m_parameters.integer(name, fallback, lowest, highest));
}

bool ParameterReader::boolean(const QString &name, bool fallback)
{
    return take(m_parameters.boolean(name, fallback));
}

} // namespace slipway
