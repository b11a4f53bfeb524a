#pragma once

#include <QtGlobal>

#include <algorithm>

namespace slipway {

// One counter for ids of all kinds, so that a number never means two things. Starts at 100000001.
class IdSource
{
public:
    template <class IdType>
    IdType next()
    {
        return IdType{++m_highest};
    }

    qint64 highest() const { return m_highest; }
    void startAfter(qint64 highest) { m_highest = std::max(m_highest, highest); }

private:
    qint64 m_highest = 100000000;
};

} // namespace slipway
