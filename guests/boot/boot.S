# A guest in one sector: what the quick tests boot.
#
# It says hello on COM1 and on the screen, counts seconds on COM1, and obeys
# single letters from COM1 or from the keyboard:
#
#   q  power off (ACPI S5)          r  reset (keyboard controller)
#   s  sleep (ACPI S3)              w  write one sector of its disk
#   p  tell pvpanic (port 0x505)    others are told back: "key:x"
#
# The ACPI power button powers it off too, unless 'i' (ignore) came before.
# SeaBIOS puts the power management block at 0x600 on pc and on q35.
        .code16
        .set    COM1, 0x3f8
        .set    PM1_STS, 0x600
        .set    PM1_EN, 0x602
        .set    PM1_CNT, 0x604

        .global _start
_start: jmp     $0, $begin
begin:  cli
        xor     %ax, %ax
        mov     %ax, %ds
        mov     %ax, %es
        mov     %ax, %ss
        mov     $0x7c00, %sp
        mov     %dl, drive
        sti
        mov     $0x100, %ax             # let the power button set its status bit
        mov     $PM1_EN, %dx
        out     %ax, %dx
        mov     $hello, %si
        call    say

loop:   hlt                             # the timer wakes us 18.2 times a second
        mov     $PM1_STS, %dx
        in      %dx, %ax
        test    $1, %ah
        jz      serial
        out     %ax, %dx                # writing the bits back clears them
        mov     $button, %si
        call    say
        cmpb    $0, ignore
        jz      off

serial: mov     $COM1 + 5, %dx
        in      %dx, %al
        cmp     $0xff, %al              # no such port
        je      keys
        test    $1, %al
        jz      keys
        mov     $COM1, %dx
        in      %dx, %al
        jmp     obey
keys:   mov     $1, %ah
        int     $0x16
        jz      clock
        xor     %ax, %ax
        int     $0x16
        jmp     obey

clock:  decb    left
        jnz     loop
        movb    $18, left
        mov     $tick, %si
        call    say
        incw    count
        mov     count, %ax
        call    number
        mov     $newline, %si
        call    say
        jmp     loop

obey:   cmp     $'q', %al
        je      off
        cmp     $'s', %al
        je      sleep
        cmp     $'r', %al
        je      reset
        cmp     $'w', %al
        je      write
        cmp     $'p', %al
        je      panic
        cmp     $'i', %al
        jne     told
        movb    %al, ignore
told:   mov     %al, keychar
        mov     $key, %si
        call    say
        jmp     loop

off:    mov     $bye, %si
        call    say
        mov     $0x2000, %ax
        jmp     power
sleep:  mov     $0x2400, %ax
power:  mov     $PM1_CNT, %dx
        out     %ax, %dx
        jmp     loop
reset:  mov     $0xfe, %al
        out     %al, $0x64
        jmp     loop
panic:  mov     $1, %al
        mov     $0x505, %dx
        out     %al, %dx
        jmp     loop
write:  mov     $0x0301, %ax            # one sector: cylinder 0, head 0, sector 2
        mov     $0x7c00, %bx
        mov     $2, %cx
        mov     drive, %dl
        mov     $0, %dh
        int     $0x13
        mov     $wrote, %si
        call    say
        jmp     loop

# say: the text at %si, on COM1 and on the screen
say:    lodsb
        test    %al, %al
        jz      1f
        call    put
        jmp     say
1:      ret

# put: the letter in %al
put:    pusha
        mov     %al, %bl
        mov     $COM1 + 5, %dx
        mov     $0xffff, %cx            # a port that never empties doesn't stop us
2:      in      %dx, %al
        test    $0x20, %al
        loopz   2b
        mov     %bl, %al
        mov     $COM1, %dx
        out     %al, %dx
        mov     $0x0e, %ah
        mov     $7, %bx
        int     $0x10
        popa
        ret

# number: %ax in decimal
number: xor     %dx, %dx
        mov     $10, %cx
        div     %cx
        push    %dx
        test    %ax, %ax
        jz      3f
        call    number
3:      pop     %ax
        add     $'0', %al
        jmp     put

hello:  .asciz  "vireo guest: up\r\n"
tick:   .asciz  "tick "
button: .asciz  "power button\r\n"
bye:    .asciz  "bye\r\n"
wrote:  .asciz  "wrote\r\n"
key:    .ascii  "key:"
keychar: .byte  0
newline: .asciz "\r\n"
count:  .word   0
left:   .byte   18
ignore: .byte   0
drive:  .byte   0

        .org    _start + 510
        .word   0xaa55
