#pragma once

#include "widgets/kit/icons.h"

#include <QWidget>

class QAbstractButton;
class QHBoxLayout;

namespace slipway {

// A few choices beside each other of which one holds. The arrow keys move between them, Tab goes past.
class SegmentedChoice : public QWidget
{
    Q_OBJECT

public:
    // The buttons are called by the object name and their value.
    explicit SegmentedChoice(const QString &objectName, QWidget *parent = nullptr);

    void addChoice(int value, const QString &text, Icon icon);
    void setCurrent(int value);
    int current() const { return m_current; }

signals:
    // A person chose another one.
    void edited();

private:
    QHBoxLayout *m_layout;
    QHash<int, QAbstractButton *> m_buttons;
    int m_current = 0;
};

} // namespace slipway
